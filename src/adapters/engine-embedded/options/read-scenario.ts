import type { OptionProblems } from './option-problems.ts';
import { isRecord, OptionReader, type RawOptions } from './option-reader.ts';
import { readStages } from './read-stages.ts';
import type { Executor, Scenario } from './scenario.ts';

const COMMON_OPTIONS = ['executor', 'startTime', 'gracefulStop', 'exec', 'env', 'tags', 'options'];

const EXECUTOR_OPTIONS: Readonly<Record<Executor, readonly string[]>> = {
  'constant-vus': ['vus', 'duration'],
  'ramping-vus': ['startVUs', 'stages', 'gracefulRampDown'],
  'per-vu-iterations': ['vus', 'iterations', 'maxDuration'],
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
  'constant-arrival-rate': ['rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs'],
  'ramping-arrival-rate': ['startRate', 'stages', 'timeUnit', 'preAllocatedVUs', 'maxVUs'],
};

/** Options that a scenario of some executor has. */
export const SCENARIO_OPTIONS: readonly string[] = [
  ...COMMON_OPTIONS,
  ...new Set(Object.values(EXECUTOR_OPTIONS).flat()),
];

const SECOND = 1_000;
const DEFAULT_GRACE = 30 * SECOND;
const DEFAULT_MAX_DURATION = 600 * SECOND;
const NAME = /^[0-9A-Za-z_-]+$/;

/** One entry of `options.scenarios`, or `null` when not even its executor is known; problems are noted. */
export function readScenario(name: string, raw: unknown, problems: OptionProblems): Scenario | null {
  const path = `scenarios.${name}`;
  if (!NAME.test(name)) problems.add(path, 'a name of letters, digits, _ and -', name);
  if (!isRecord(raw)) {
    problems.add(path, 'an object', raw);
    return null;
  }
  const executor = readExecutor(raw, path, problems);
  if (executor === null) return null;
  const reader = new OptionReader(raw, path, problems);
  reader.rejectUnknown([...COMMON_OPTIONS, ...EXECUTOR_OPTIONS[executor]], `the executor ${executor}`);
  rejectBrowser(reader);
  return scenarioOf(name, executor, reader);
}

function readExecutor(raw: RawOptions, path: string, problems: OptionProblems): Executor | null {
  const value = raw.executor;
  if (typeof value === 'string' && Object.hasOwn(EXECUTOR_OPTIONS, value)) return value as Executor;
  if (value === 'externally-controlled') {
    problems.addUnsupported(`${path}.executor`, 'externally-controlled is not supported (k6 v2 removed it)');
  } else {
    problems.add(`${path}.executor`, `one of ${Object.keys(EXECUTOR_OPTIONS).join(', ')}`, value);
  }
  return null;
}

function rejectBrowser(reader: OptionReader): void {
  const options = reader.value('options');
  if (options === undefined || (isRecord(options) && Object.keys(options).length === 0)) return;
  reader.problems.addUnsupported(reader.path('options'), 'browser scenarios need k6');
}

function scenarioOf(name: string, executor: Executor, reader: OptionReader): Scenario {
  const base = {
    name,
    startTimeMs: reader.duration('startTime', { fallback: 0 }),
    gracefulStopMs: reader.duration('gracefulStop', { fallback: DEFAULT_GRACE }),
    exec: reader.text('exec', 'default'),
    env: reader.texts('env'),
    tags: reader.texts('tags'),
  };
  switch (executor) {
    case 'constant-vus':
      return {
        ...base,
        executor,
        vus: readVus(reader),
        durationMs: reader.duration('duration', { min: SECOND }),
      };
    case 'ramping-vus':
      return { ...base, executor, ...readRampingVus(reader) };
    case 'per-vu-iterations':
      return { ...base, executor, ...readIterations(reader, 1) };
    case 'shared-iterations':
      return { ...base, executor, ...readIterations(reader, readVusQuietly(reader)) };
    case 'constant-arrival-rate': {
      const durationMs = reader.duration('duration', { min: SECOND });
      return {
        ...base,
        executor,
        rate: reader.count('rate', { min: 1 }),
        durationMs,
        ...readArrival(reader),
      };
    }
    case 'ramping-arrival-rate': {
      const startRate = reader.count('startRate', { fallback: 0 });
      return { ...base, executor, startRate, stages: readStages(reader, startRate), ...readArrival(reader) };
    }
  }
}

function readVus(reader: OptionReader): number {
  return reader.count('vus', { fallback: 1, min: 1 });
}

/** The number of VUs as a bound of something else; a wrong one is noted where it is read for itself. */
function readVusQuietly(reader: OptionReader): number {
  const vus = reader.value('vus') ?? 1;
  return typeof vus === 'number' && Number.isSafeInteger(vus) && vus > 0 ? vus : 1;
}

function readIterations(reader: OptionReader, minIterations: number) {
  return {
    vus: readVus(reader),
    iterations: reader.count('iterations', {
      min: minIterations,
      ...(minIterations === 1 && { fallback: 1 }),
    }),
    maxDurationMs: reader.duration('maxDuration', { fallback: DEFAULT_MAX_DURATION, min: SECOND }),
  };
}

function readRampingVus(reader: OptionReader) {
  const startVUs = reader.count('startVUs', { fallback: 1 });
  return {
    startVUs,
    stages: readStages(reader, startVUs),
    gracefulRampDownMs: reader.duration('gracefulRampDown', { fallback: DEFAULT_GRACE }),
  };
}

function readArrival(reader: OptionReader) {
  const preAllocatedVUs = reader.count('preAllocatedVUs');
  const maxVUs = reader.count('maxVUs', { fallback: preAllocatedVUs, min: preAllocatedVUs });
  if (maxVUs === 0) reader.problems.add(reader.path('maxVUs'), 'at least one VU', maxVUs);
  return { timeUnitMs: readTimeUnit(reader), preAllocatedVUs, maxVUs };
}

function readTimeUnit(reader: OptionReader): number {
  const timeUnitMs = reader.duration('timeUnit', { fallback: SECOND });
  if (timeUnitMs > 0) return timeUnitMs;
  reader.problems.add(reader.path('timeUnit'), 'a duration above 0', reader.value('timeUnit'));
  return SECOND;
}
