import type { OptionProblems } from './option-problems.ts';
import type { RawOptions } from './option-reader.ts';

/** Options that each say the whole load; a higher tier that sets one of them drops all of them below. */
export const LOAD_SHORTCUTS = ['duration', 'iterations', 'stages', 'scenarios'] as const;

/** Name of the scenario that shortcuts make, as in k6. */
export const SHORTCUT_SCENARIO = 'default';

/**
 * The `scenarios` object that the options describe: the one they have, or what `vus`, `duration`, `iterations` and
 * `stages` are short for. These can be combined only as duration with iterations.
 */
export function scenariosOf(options: RawOptions, problems: OptionProblems): RawOptions {
  const { vus, duration, iterations, stages, scenarios } = withoutNulls(options);
  const given = { duration, iterations, stages: isEmptyList(stages) ? undefined : stages, scenarios };
  const names = LOAD_SHORTCUTS.filter((name) => given[name] !== undefined);
  if (names.length > 1 && names.join() !== 'duration,iterations') {
    problems.add(names.join(' and '), 'one of them, or duration with iterations', 'all of them');
  }
  if (given.scenarios !== undefined) return asScenarios(given.scenarios, problems);
  return { [SHORTCUT_SCENARIO]: { ...shortcutScenario(vus, given), exec: 'default' } };
}

function shortcutScenario(vus: unknown, given: RawOptions): RawOptions {
  const { duration, iterations, stages } = given;
  const withVus = vus === undefined ? {} : { vus };
  if (iterations !== undefined) {
    const limit = duration === undefined ? {} : { maxDuration: duration };
    return { executor: 'shared-iterations', ...withVus, iterations, ...limit };
  }
  if (duration !== undefined) return { executor: 'constant-vus', ...withVus, duration };
  if (stages !== undefined) {
    return { executor: 'ramping-vus', ...(vus === undefined ? {} : { startVUs: vus }), stages };
  }
  return { executor: 'shared-iterations', ...withVus, iterations: vus ?? 1 };
}

function asScenarios(value: unknown, problems: OptionProblems): RawOptions {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject && Object.keys(value).length > 0) return value as RawOptions;
  problems.add('scenarios', 'an object with at least one scenario', value);
  return {};
}

function withoutNulls(options: RawOptions): RawOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
