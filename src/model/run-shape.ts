import {
  type Check,
  count,
  flag,
  list,
  mapOf,
  nullable,
  number,
  object,
  oneOf,
  text,
  time,
  union,
} from '../lib/json-shape.ts';
import type { EngineIdentity, Fingerprint, Machine } from './environment.ts';
import type {
  GeneratorHealth,
  LoadFacts,
  Notice,
  Run,
  RunEnd,
  RunIdentity,
  Series,
  SummaryStatistic,
  ThresholdResult,
} from './run.ts';

const MAX_SERIES = 10_000;
/** A week of seconds at full detail stays well below. */
const MAX_HISTOGRAM_TEXT = 64 * 1024 * 1024;

const share = nullable(number(0, 1));

const runIdentity: Check<RunIdentity> = object({
  id: text(),
  job: text(),
  round: count,
  role: oneOf('baseline', 'candidate'),
  commit: nullable(text()),
  parentCommit: nullable(text()),
  branch: nullable(text()),
  pullRequest: nullable(count),
  runUrl: nullable(text()),
  startedAt: time,
});

const engineIdentity: Check<EngineIdentity> = object({
  name: oneOf('k6', 'embedded'),
  version: text(),
  backend: nullable(text()),
  node: nullable(text()),
});

const machine: Check<Machine> = object({
  runner: text(),
  os: text(),
  kernel: text(),
  cpuModel: text(),
  cores: number(0),
  memoryMb: number(0),
});

const fingerprint: Check<Fingerprint> = object(
  { engine: engineIdentity, machine, scriptHash: text(), loadShape: mapOf(text()) },
  { scriptName: text() },
);

const exceptions: Check<NonNullable<LoadFacts['exceptions']>> = object({
  iterations: count,
  of: count,
  first: text(),
});

const loadFacts: Check<LoadFacts> = object(
  {
    requests: count,
    failedRequests: count,
    failuresByClass: mapOf(count),
    iterations: count,
    droppedIterations: count,
    checksPassed: count,
    checksFailed: count,
    maxVus: count,
    warmUpMs: number(0),
    measuredMs: number(0),
    offeredRate: nullable(number(0)),
  },
  { silentEndMs: number(0), silentFromMs: number(0), exceptions },
);

const generatorHealth: Check<GeneratorHealth> = object(
  { cpuShare: share, loopUtilisation: share },
  { startLagMs: number(0) },
);

const thresholdResult: Check<ThresholdResult> = object({ metric: text(), expression: text(), ok: flag });

const notice: Check<Notice> = object({ code: text(), text: text() });

const runEnd: Check<RunEnd> = union({
  finished: object({ kind: oneOf('finished') }),
  'thresholds-crossed': object({ kind: oneOf('thresholds-crossed') }),
  'marked-failed': object({ kind: oneOf('marked-failed'), message: text() }),
  failed: object({ kind: oneOf('failed'), code: text(), message: text(), hint: nullable(text()) }),
  'timed-out': object({ kind: oneOf('timed-out'), afterMs: number(0) }),
  interrupted: object({ kind: oneOf('interrupted'), signal: text() }),
});

const series: Check<Series> = object({
  metric: text(),
  endpoint: nullable(text()),
  count,
  mean: number(),
  min: number(),
  max: number(),
  p50: number(),
  p90: number(),
  p95: number(),
  p99: number(),
  exact: flag,
  seconds: text(MAX_HISTOGRAM_TEXT),
});

const stated = nullable(number());

const summaryStatistic: Check<SummaryStatistic> = object({
  metric: text(),
  endpoint: nullable(text()),
  count: nullable(count),
  mean: stated,
  min: stated,
  max: stated,
  p50: stated,
  p90: stated,
  p95: stated,
  p99: stated,
});

/** A `Run` as it comes from a file; the text of its histograms is not decoded here. */
export const runShape: Check<Run> = object(
  {
    schemaVersion: oneOf(1),
    identity: runIdentity,
    fingerprint,
    load: loadFacts,
    generator: generatorHealth,
    thresholds: list(thresholdResult),
    end: runEnd,
    series: list(series, MAX_SERIES),
    summaryOnly: flag,
    notices: list(notice),
  },
  { summary: list(summaryStatistic, MAX_SERIES) },
);
