import { GateError } from '../model/gate-error.ts';
import { type Problem, quote, type Setting } from './setting.ts';

/** Values from one place, by setting name; `describe` says where a name stands, for messages. */
export interface Layer {
  readonly values: Readonly<Record<string, unknown>>;
  describe(name: string): string;
}

export type SettingTable = Readonly<Record<string, Setting<unknown>>>;
export type Settings<T extends SettingTable> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : never;
};

/**
 * The value of every setting: from the first layer that has it, else its default.
 * @throws GateError CONFIG_INVALID that lists all refused values of all layers.
 */
export function resolveSettings<T extends SettingTable>(table: T, layers: readonly Layer[]): Settings<T> {
  const problems: Problem[] = [];
  const resolved = Object.entries(table).map(([field, setting]) => [
    field,
    resolveOne(setting, layers, problems),
  ]);
  if (problems.length > 0) throw invalidConfig(problems);
  return Object.fromEntries(resolved) as Settings<T>;
}

function resolveOne(setting: Setting<unknown>, layers: readonly Layer[], problems: Problem[]): unknown {
  let winner: { readonly value: unknown } | null = null;
  for (const layer of layers) {
    const raw = layer.values[setting.name];
    if (raw === undefined) continue;
    const parsed = setting.parse(raw);
    if (parsed.ok) winner ??= { value: parsed.value };
    else {
      const { expected, got = quote(raw) } = parsed;
      problems.push({ path: layer.describe(setting.name), expected, got });
    }
  }
  return winner === null ? setting.fallback : winner.value;
}

export function invalidConfig(problems: readonly Problem[]): GateError {
  const lines = problems.map(({ path, expected, got }) => `${path}: expected ${expected}, got ${got}`);
  const message =
    lines.length === 1 ? (lines[0] ?? '') : `${lines.length} settings are wrong:\n  ${lines.join('\n  ')}`;
  return new GateError('CONFIG_INVALID', message, {
    fault: 'user',
    hint: 'Correct the settings; --help lists them all.',
  });
}
