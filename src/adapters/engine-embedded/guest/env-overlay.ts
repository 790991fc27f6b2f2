/** Puts a scenario's `env` over `__ENV`, and takes the last scenario's away when the VU moves to another. */
export function makeEnvOverlay(): (env: Readonly<Record<string, string>>) => void {
  const covered = new Map<string, unknown>();
  let current = '{}';
  return (env) => {
    const text = JSON.stringify(env);
    if (text === current) return;
    current = text;
    const target = Reflect.get(globalThis, '__ENV') as Record<string, unknown>;
    for (const [name, value] of covered) {
      if (value === undefined) delete target[name];
      else target[name] = value;
    }
    covered.clear();
    for (const [name, value] of Object.entries(env)) {
      covered.set(name, target[name]);
      target[name] = value;
    }
  };
}
