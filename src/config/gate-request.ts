import { formatDuration } from '../lib/duration.ts';
import type { FailurePolicy } from '../model/exit-code.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { acceptCommand } from './accept-command.ts';
import { parseRules } from './gate-rule.ts';
import { type PairedRequest, pairedRequest } from './paired-request.ts';
import { invalidConfig, type Settings } from './resolve-settings.ts';
import { BASELINE_DURATION_MS, type POLICY_SETTINGS, type RUN_SETTINGS } from './run-settings.ts';

export type EngineChoice = 'auto' | 'k6' | 'embedded';
export type UpdateBaseline = 'auto' | 'always' | 'never';

/** One typed request for the main use case, whichever door it came through. */
export interface GateRequest {
  /** As given, relative to the working directory. */
  readonly script: string;
  readonly engine: EngineChoice;
  readonly k6Path: string | null;
  /** More words for `k6 run`. */
  readonly flags: readonly string[];
  readonly durationMs: number;
  /** Whether somebody asked for that, or it is the default. */
  readonly durationGiven: boolean;
  readonly vus: number | null;
  readonly warmUpMs: number;
  readonly env: Readonly<Record<string, string>>;
  readonly seed: number;
  /** `null`: the history alone is compared with. */
  readonly paired: PairedLoad | null;
  readonly policy: GatePolicy;
  readonly failure: FailurePolicy;
  readonly store: string;
  readonly key: string;
  /** `run.json` of jobs that looked before this one; their rounds count. */
  readonly earlierRuns: readonly string[];
  /** Whether another job looks again where this one is not sure. */
  readonly handsOver: boolean;
  readonly updateBaseline: UpdateBaseline;
  /** Words for advice: by what a person accepts a slower level; `null` where a run waits for nobody's word. */
  readonly toAccept: string | null;
  /** An older baseline is warned of. */
  readonly baselineMaxAgeMs: number;
  readonly out: string;
  /** Remote-write address; `null`: the result is not sent. */
  readonly prometheus: string | null;
  /** Whether the metrics of the running test are sent there, too. */
  readonly liveMetrics: boolean;
}

/** Paired looks, with the environment that they give the script; each side adds its BASE_URL. */
export interface PairedLoad extends PairedRequest {
  readonly env: Readonly<Record<string, string>>;
}

/** @throws GateError CONFIG_INVALID when settings contradict each other. */
export function gateRequest(script: string, settings: Settings<typeof RUN_SETTINGS>): GateRequest {
  const durationMs = settings.duration ?? BASELINE_DURATION_MS;
  checkWindow(durationMs, settings.warmUp);
  const [key, store] = [settings.key ?? keyOf(script), settings.store];
  return {
    script,
    engine: engineOf(settings),
    k6Path: settings.k6Path,
    flags: settings.flags,
    durationMs,
    durationGiven: settings.duration !== null,
    vus: settings.vus,
    warmUpMs: settings.warmUp,
    env: scriptEnvironment(settings, durationMs),
    seed: settings.seed,
    paired: pairedLoad(settings),
    policy: gatePolicy(settings),
    failure: failurePolicy(settings),
    store,
    key,
    ...looksElsewhere(settings),
    updateBaseline: settings.updateBaseline,
    toAccept: settings.updateBaseline === 'auto' ? acceptCommand({ key, store }) : null,
    baselineMaxAgeMs: settings.baselineMaxAge,
    out: settings.out,
    prometheus: settings.prometheus,
    liveMetrics: liveMetrics(settings),
  };
}

/** Flags of k6 mean k6: another engine would leave them out without a word. */
function engineOf({ engine, flags }: Settings<typeof RUN_SETTINGS>): EngineChoice {
  if (flags.length === 0) return engine;
  if (engine !== 'embedded') return 'k6';
  throw invalidConfig([{ path: '--flags', expected: 'none beside --engine embedded', got: flags.join(' ') }]);
}

/** @throws GateError CONFIG_INVALID */
export function gatePolicy(settings: Settings<typeof POLICY_SETTINGS>): GatePolicy {
  return {
    kind: settings.policy,
    evidence: settings.evidence,
    failThreshold: positive('--fail-threshold', settings.failThreshold),
    // A stricter fail threshold than the default warning leaves nothing to warn of.
    warnThreshold: Math.min(settings.warnThreshold, settings.failThreshold),
    minAbsoluteDeltaMs: settings.minAbsoluteDelta,
    confidence: inside('--confidence', settings.confidence),
    minRequests: settings.minRequests,
    maxErrorRate: settings.maxErrorRate,
    maxRounds: settings.maxRounds,
    rules: parseRules(settings.metric),
  };
}

export function failurePolicy(settings: Settings<typeof POLICY_SETTINGS>): FailurePolicy {
  return {
    failOnRegression: settings.failOnRegression,
    failOnInconclusive: settings.failOnInconclusive,
    failOnNoBaseline: settings.failOnNoBaseline,
  };
}

/** The file name without its folder and ending: what a baseline is filed under by default. */
export function keyOf(script: string): string {
  const name = script.replaceAll('\\', '/').split('/').pop() ?? script;
  return name.replace(/\.(js|ts|mjs|json|ndjson|csv)(\.gz)?$/i, '') || 'default';
}

/** An explicit `-e DURATION=...` wins over `--duration`. */
function scriptEnvironment(
  settings: Settings<typeof RUN_SETTINGS>,
  durationMs: number,
): Readonly<Record<string, string>> {
  const vus = settings.vus === null ? {} : { VUS: String(settings.vus) };
  return { DURATION: formatDuration(durationMs), ...vus, ...settings.env };
}

function liveMetrics({ liveMetrics, prometheus }: Settings<typeof RUN_SETTINGS>): boolean {
  if (liveMetrics && prometheus === null)
    throw invalidConfig([
      { path: '--live-metrics', expected: 'an address beside it (--prometheus)', got: 'none' },
    ]);
  return liveMetrics;
}

/** Only the sequential test of a history goes on from one job to the next; pairs and the plain ratio begin anew. */
function looksElsewhere(
  settings: Settings<typeof RUN_SETTINGS>,
): Pick<GateRequest, 'earlierRuns' | 'handsOver'> {
  const { earlierRuns, handsOver } = settings;
  const named = earlierRuns.length > 0 ? '--earlier-runs' : handsOver ? '--hands-over' : null;
  const beside = settings.policy === 'strict' ? '--policy strict' : pairedRequest(settings) && 'paired mode';
  if (named !== null && beside !== null)
    throw invalidConfig([{ path: named, expected: `none beside ${beside}`, got: 'both' }]);
  return { earlierRuns, handsOver };
}

function pairedLoad(settings: Settings<typeof RUN_SETTINGS>): PairedLoad | null {
  const paired = pairedRequest(settings);
  if (paired === null) return null;
  if (settings.policy === 'strict')
    throw invalidConfig([
      { path: '--policy', expected: 'sequential beside paired mode: one pair is no verdict', got: 'strict' },
    ]);
  return { ...paired, env: scriptEnvironment(settings, settings.warmUp + paired.chunkMs) };
}

function checkWindow(durationMs: number, warmUpMs: number): void {
  if (durationMs - warmUpMs >= 5_000) return;
  throw invalidConfig([
    {
      path: '--duration',
      expected: `at least 5s more than --warm-up (${formatDuration(warmUpMs)})`,
      got: formatDuration(durationMs),
    },
  ]);
}

function positive(path: string, ratio: number): number {
  if (ratio > 0) return ratio;
  throw invalidConfig([{ path, expected: 'more than 0%', got: `${ratio * 100}%` }]);
}

function inside(path: string, share: number): number {
  if (share >= 0.5 && share < 1) return share;
  throw invalidConfig([{ path, expected: 'a share from 0.5 to under 1', got: String(share) }]);
}
