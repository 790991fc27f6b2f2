import { callOf, forgetTagSets, type GuestState } from './guest-state.ts';

function isTagValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The script's own tags over those of the call; writing and deleting touch only its own. */
export function tagStore(state: GuestState, kind: 'tags' | 'metadata'): object {
  const call = callOf(state, `exec.vu.metrics.${kind}`);
  const inherited = kind === 'tags' ? { ...call.tags, group: state.group } : {};
  const own = (): Record<string, string> => {
    state[kind] ??= {};
    return state[kind];
  };
  return new Proxy(
    { ...inherited, ...state[kind] },
    {
      set(target, name, value: unknown) {
        if (!isTagValue(value)) {
          throw new TypeError(
            `exec.vu.metrics.${kind}["${String(name)}"] must be a string, number or boolean`,
          );
        }
        own()[String(name)] = String(value);
        forgetTagSets(state);
        return Reflect.set(target, name, String(value));
      },
      deleteProperty(target, name) {
        delete own()[String(name)];
        if (kind === 'metadata' && Object.keys(own()).length === 0) state.metadata = null;
        forgetTagSets(state);
        return Reflect.deleteProperty(target, name);
      },
    },
  );
}
