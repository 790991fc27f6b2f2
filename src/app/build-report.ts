import type { GateRequest } from '../config/gate-request.ts';
import type { Decision } from '../gate/decide.ts';
import type { EngineIdentity, Machine } from '../model/environment.ts';
import { ALL_REQUESTS_P95, type GateRule } from '../model/gate-policy.ts';
import { type AuditLine, baselineEntries, type History } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import type { Side } from '../model/pair.ts';
import {
  type BaselineSummary,
  headlineRule,
  type Promotion,
  type Report,
  type RoundSummary,
} from '../model/report.ts';
import { type Notice, type Run, seriesOf } from '../model/run.ts';
import { statisticReader } from '../model/statistic-reader.ts';
import type { Verdict } from '../model/verdict.ts';
import type { SourceFacts } from '../ports/environment.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import { latencyProfile } from '../trend/latency-profile.ts';
import { trendPoints } from '../trend/trend-points.ts';
import { mergeNotices } from './merge-notices.ts';

export interface ReportInput {
  readonly request: Pick<GateRequest, 'script' | 'key' | 'policy'>;
  readonly script: ScriptSource | null;
  readonly identity: EngineIdentity | null;
  readonly machine: Machine | null;
  readonly source: SourceFacts;
  readonly history: History;
  readonly historySource: string;
  /** All runs of this job, in order; those of a base that was loaded beside it are of the baseline's role. */
  readonly runs: readonly [Run, ...Run[]];
  readonly decision: Extract<Decision, { kind: 'decided' }>;
  readonly promotion: Promotion;
  readonly acceptance?: AuditLine | null;
  readonly notices: readonly Notice[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly version: string;
}

/** Gathers everything that a reader may learn into the one record that every renderer reads. */
export function buildReport(input: ReportInput): Report {
  const { request, decision, source } = input;
  const { runs, bases } = bySide(input.runs);
  const [headline] = decision.judgements;
  const comparison = headline?.comparison ?? null;
  const measured = measuredOf(runs, decision);
  const told = measured.length > 0 ? measured : runs;
  const last = told.findLast((run) => allRequests(run) !== null) ?? told.at(-1) ?? runs[0];
  const rule = headlineRule({ judgements: decision.judgements, policy: request.policy });
  const levels = levelsOf(decision, rule, last);
  return {
    schemaVersion: 1,
    tool: { name: 'perf-gate', version: input.version },
    createdAt: new Date(input.createdAt).toISOString(),
    key: request.key,
    script: request.script,
    commit: source.commit,
    branch: source.branch,
    pullRequest: source.pullRequest,
    runUrl: source.runUrl,
    verdict: decision.verdict,
    headline: decision.headline,
    // What a person has accepted needs nobody to look into it.
    advice: input.acceptance == null ? decision.advice : [],
    policy: request.policy,
    baseline:
      bases.length > 0 ? pairedSummary(bases, levels.baseline) : baselineSummary(input, levels.baseline),
    candidate: { ...levels.candidate, ...candidateSummary(last, told) },
    change: comparison?.change ?? null,
    interval: comparison?.interval ?? null,
    noise: comparison?.noise ?? null,
    minimumDetectableChange: comparison?.minimumDetectableChange ?? null,
    judgements: decision.judgements,
    endpoints: decision.endpoints,
    thresholds: last.thresholds,
    load: last.load,
    generator: last.generator,
    rounds: input.runs.map(roundSummary(decision, bases)),
    environment: {
      engine: input.identity,
      machine: input.machine,
      comparability: decision.comparability,
    },
    promotion: input.promotion,
    acceptance: input.acceptance ?? null,
    notices: untold(mergeNotices(input.notices, input.runs), decision.verdict),
    trend: trendPoints(input.history, {
      measured,
      verdict: decision.verdict.kind,
      comparison,
      policy: { ...request.policy, rules: [rule] },
    }),
    latency: latencyProfiles(input, told, bases),
    artifacts: {},
  };
}

/** What the verdict says already is not said again. */
function untold(notices: readonly Notice[], { reasons }: Verdict): readonly Notice[] {
  return notices.filter((notice) => !reasons.some(({ code }) => code === notice.code));
}

/** This job's own runs, and those of the base beside it. Each paired look has one of both. */
function bySide(all: ReportInput['runs']): {
  readonly runs: readonly [Run, ...Run[]];
  readonly bases: readonly Run[];
} {
  const [first, ...rest] = all.filter(({ identity }) => identity.role === 'candidate');
  if (first === undefined) return { runs: all, bases: [] };
  return { runs: [first, ...rest], bases: all.filter(({ identity }) => identity.role === 'baseline') };
}

/** The rounds that the gate did not throw out: every figure of the report is of these. */
function measuredOf(runs: readonly Run[], { invalidRounds }: ReportInput['decision']): readonly Run[] {
  return runs.filter(({ identity }) => !invalidRounds.has(identity.id));
}

function allRequests(run: Run) {
  return seriesOf(run, 'http_req_duration', null);
}

function baselineSummary(input: ReportInput, levels: Levels): BaselineSummary {
  const entries = baselineEntries(input.history);
  const newest = entries[entries.length - 1];
  const ageMs = newest === undefined ? null : input.createdAt - Date.parse(newest.at);
  return {
    ...levels,
    commit: newest?.commit ?? null,
    at: newest?.at ?? null,
    ageDays: ageMs === null ? null : Math.max(0, ageMs / 86_400_000),
    entries: entries.length,
    runs: sum(entries, (entry) => measuredRuns(entry, input.request.policy).length),
    source: input.historySource,
  };
}

function pairedSummary(bases: readonly Run[], levels: Levels): BaselineSummary {
  return {
    ...levels,
    commit: null,
    at: bases[bases.length - 1]?.identity.startedAt ?? null,
    ageDays: null,
    entries: 1,
    runs: bases.length,
    source: 'the base, loaded beside the head',
  };
}

/** Of one side: the statistic of the headline rule, and p95 of all requests. */
type Levels = Pick<Report['candidate'], 'value' | 'p95'>;

/** As compared, else as the last measured run has it; nothing else may stand in a statistic's place. */
function levelsOf(
  { judgements: [headline], p95 }: ReportInput['decision'],
  rule: GateRule,
  last: Run,
): { readonly baseline: Levels; readonly candidate: Levels } {
  const comparison = headline?.comparison ?? null;
  const reader = statisticReader();
  const value = comparison?.candidate.value ?? reader.value(last, rule);
  if (isAllRequestsP95(rule)) {
    const before = comparison?.baseline.value ?? null;
    return { baseline: { value: before, p95: before }, candidate: { value, p95: value } };
  }
  return {
    baseline: { value: comparison?.baseline.value ?? null, p95: comparison === null ? null : p95.baseline },
    candidate: { value, p95: p95.candidate ?? reader.value(last, ALL_REQUESTS_P95) },
  };
}

function isAllRequestsP95({ metric, quantile, endpoint }: GateRule): boolean {
  const { metric: all, quantile: p95 } = ALL_REQUESTS_P95;
  return metric === all && quantile === p95 && endpoint === null;
}

/** `told` are the rounds that count, or all where none does: then a reader wants to see what came. */
function candidateSummary(last: Run, told: readonly Run[]): Omit<Report['candidate'], keyof Levels> {
  const series = allRequests(last);
  const requests = sum(told, (run) => run.load.requests);
  return {
    p50: series?.p50 ?? null,
    p99: series?.p99 ?? null,
    runs: told.length,
    requests,
    errorRate: requests === 0 ? 0 : sum(told, (run) => run.load.failedRequests) / requests,
  };
}

function roundSummary(decision: ReportInput['decision'], bases: readonly Run[]): (run: Run) => RoundSummary {
  const paired = new Set(bases.map(({ identity }) => identity.round));
  return (run) => ({
    round: run.identity.round,
    side: paired.has(run.identity.round) ? sideOf(run) : null,
    p95: allRequests(run)?.p95 ?? null,
    requests: run.load.requests,
    end: run.end,
    invalidBecause: decision.invalidRounds.get(run.identity.id)?.map((reason) => reason.text) ?? [],
  });
}

function sideOf({ identity }: Run): Side {
  return identity.role === 'baseline' ? 'base' : 'head';
}

function latencyProfiles(
  { history, request, decision }: ReportInput,
  told: readonly Run[],
  bases: readonly Run[],
): Report['latency'] {
  if (bases.length > 0) {
    const rounds = new Set(bases.map(({ identity }) => identity.round));
    const heads = told.filter(({ identity }) => rounds.has(identity.round));
    const measured = measuredOf(bases, decision);
    return {
      baseline: latencyProfile(measured.length > 0 ? measured : bases, 'base'),
      candidate: latencyProfile(heads, 'head'),
    };
  }
  const entries = baselineEntries(history);
  const newest = entries[entries.length - 1];
  return {
    baseline: newest === undefined ? null : latencyProfile(measuredRuns(newest, request.policy), 'baseline'),
    candidate: latencyProfile(told, 'this run'),
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
