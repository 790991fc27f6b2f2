import { type StageLike, stageIndexAt, stageProfile } from './stage-position.ts';
import { millisecondsOf, normalDistributionStages } from './stages.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What the module needs of other modules of the same VU. */
export interface UtilsParts {
  readonly execution: Record<string, unknown>;
  check(value: unknown, conditions: Record<string, unknown>, tags?: unknown): boolean;
  randomUUID(): string;
}

/** `jslib.k6.io/k6-utils`, written anew from its documentation. */
export function makeK6Utils(parts: UtilsParts): Record<string, unknown> {
  return {
    uuidv4: (isSecure?: unknown) => (isSecure === true ? parts.randomUUID() : plainUuid()),
    randomIntBetween,
    randomItem: <Item>(items: readonly Item[]) => items[Math.floor(Math.random() * items.length)],
    randomString: (length: number, charset: string = LETTERS) =>
      Array.from({ length }, () => charset.charAt(Math.floor(Math.random() * charset.length))).join(''),
    findBetween,
    normalDistributionStages,
    parseDuration: millisecondsOf,
    check: (value: unknown, conditions: Record<string, unknown>, tags?: unknown) =>
      checkAll(parts, value, conditions, tags),
    ...stageFunctions(parts.execution),
  };
}

/** Whole numbers, both ends included. */
function randomIntBetween(min: number, max: number): number {
  return Math.floor(Math.random() * (max - min + 1) + min);
}

/** Follows `randomSeed`, unlike the secure one. */
function plainUuid(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(Math.random() * 16);
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}

/** The text between two marks; with `repeat` each of them. */
function findBetween(content: string, left: string, right: string, repeat = false): string | string[] | null {
  const found: string[] = [];
  for (let from = 0; ; ) {
    const start = content.indexOf(left, from);
    const end = start < 0 ? -1 : content.indexOf(right, start + left.length);
    if (end < 0) break;
    found.push(content.slice(start + left.length, end));
    if (!repeat) break;
    from = end + right.length;
  }
  return repeat ? found : (found[0] ?? null);
}

/** `check` that takes asynchronous conditions: a promise of the result where one of them is. */
function checkAll(
  parts: UtilsParts,
  value: unknown,
  conditions: Record<string, unknown>,
  tags: unknown,
): boolean | Promise<boolean> {
  const results = Object.entries(conditions).map(
    ([name, condition]) => [name, typeof condition === 'function' ? condition(value) : condition] as const,
  );
  const isLate = results.some(
    ([, result]) => typeof (result as { then?: unknown } | null)?.then === 'function',
  );
  if (!isLate) return parts.check(value, Object.fromEntries(results), tags);
  return Promise.all(results.map(async ([name, result]) => [name, await result] as const)).then((settled) =>
    parts.check(value, Object.fromEntries(settled), tags),
  );
}

interface Execution {
  readonly scenario: { readonly name: string; readonly startTime: number };
  readonly vu: { readonly metrics: { readonly tags: Record<string, string | number> } };
  readonly test: { readonly options: { readonly scenarios?: Readonly<Record<string, StagedScenario>> } };
}

interface StagedScenario {
  readonly stages?: readonly StageLike[];
  readonly startVUs?: number;
  readonly startRate?: number;
}

function stageFunctions(module: Record<string, unknown>) {
  const execution = module as unknown as Execution;
  const scenarioOf = (what: string): StagedScenario & { readonly stages: readonly StageLike[] } => {
    const scenario = execution.test.options.scenarios?.[execution.scenario.name];
    if (scenario?.stages === undefined) throw new Error(`${what}: only ramping executors have stages`);
    return { ...scenario, stages: scenario.stages };
  };
  const indexNow = (what: string) =>
    stageIndexAt(scenarioOf(what).stages, Date.now() - execution.scenario.startTime);
  return {
    getCurrentStageIndex: () => indexNow('getCurrentStageIndex()'),
    tagWithCurrentStageIndex: () => {
      execution.vu.metrics.tags.stage = String(indexNow('tagWithCurrentStageIndex()'));
    },
    tagWithCurrentStageProfile: () => {
      const { stages, startVUs, startRate } = scenarioOf('tagWithCurrentStageProfile()');
      const index = indexNow('tagWithCurrentStageProfile()');
      execution.vu.metrics.tags.stage_profile = stageProfile(stages, index, startVUs ?? startRate ?? 0);
    },
  };
}
