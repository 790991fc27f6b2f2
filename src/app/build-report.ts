import type { GateRequest } from '../config/gate-request.ts';
import type { Decision } from '../gate/decide.ts';
import type { Comparison } from '../model/comparison.ts';
import type { EngineIdentity, Machine } from '../model/environment.ts';
import type { GateRule } from '../model/gate-policy.ts';
import { type AuditLine, baselineEntries, type History } from '../model/history.ts';
import type { Side } from '../model/pair.ts';
import type { BaselineSummary, Promotion, Report, RoundSummary } from '../model/report.ts';
import { type Notice, type Run, seriesOf } from '../model/run.ts';
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
  const last = lastMeasured(runs);
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
      bases.length > 0
        ? pairedSummary(bases, comparison)
        : baselineSummary(input, comparison?.baseline.value ?? null),
    candidate: candidateSummary(runs, request.policy.rules[0], comparison?.candidate.value ?? null),
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
    notices: mergeNotices(input.notices, input.runs),
    trend: trendPoints(input.history, {
      runs,
      verdict: decision.verdict.kind,
      comparison,
      policy: request.policy,
    }),
    latency: latencyProfiles(input.history, runs, bases),
    artifacts: {},
  };
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

/** The round that a reader should look at: the last one that has latencies, else the last one. */
function lastMeasured(runs: readonly [Run, ...Run[]]): Run {
  return runs.findLast((run) => allRequests(run) !== null) ?? runs[runs.length - 1] ?? runs[0];
}

function allRequests(run: Run) {
  return seriesOf(run, 'http_req_duration', null);
}

function baselineSummary(input: ReportInput, p95: number | null): BaselineSummary {
  const entries = baselineEntries(input.history);
  const newest = entries[entries.length - 1];
  const ageMs = newest === undefined ? null : input.createdAt - Date.parse(newest.at);
  return {
    p95,
    commit: newest?.commit ?? null,
    at: newest?.at ?? null,
    ageDays: ageMs === null ? null : Math.max(0, ageMs / 86_400_000),
    entries: entries.length,
    runs: entries.reduce((total, entry) => total + entry.runs.length, 0),
    source: input.historySource,
  };
}

function pairedSummary(bases: readonly Run[], comparison: Comparison | null): BaselineSummary {
  return {
    p95: comparison?.baseline.value ?? null,
    commit: null,
    at: bases[bases.length - 1]?.identity.startedAt ?? null,
    ageDays: null,
    entries: 1,
    runs: bases.length,
    source: 'the base, loaded beside the head',
  };
}

/** The headline rule's own statistic, where a run keeps it; nothing else may stand in its place. */
function statisticOf(run: Run, { metric, quantile, endpoint }: GateRule): number | null {
  const series = seriesOf(run, metric, endpoint);
  const kept = new Map([
    [0.5, series?.p50],
    [0.9, series?.p90],
    [0.95, series?.p95],
    [0.99, series?.p99],
  ]);
  return kept.get(quantile) ?? null;
}

function candidateSummary(
  runs: readonly [Run, ...Run[]],
  rule: GateRule,
  compared: number | null,
): Report['candidate'] {
  const series = allRequests(lastMeasured(runs));
  const requests = sum(runs, (run) => run.load.requests);
  return {
    p50: series?.p50 ?? null,
    p95: compared ?? statisticOf(lastMeasured(runs), rule),
    p99: series?.p99 ?? null,
    runs: runs.length,
    requests,
    errorRate: requests === 0 ? 0 : sum(runs, (run) => run.load.failedRequests) / requests,
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
  history: History,
  runs: readonly [Run, ...Run[]],
  bases: readonly Run[],
): Report['latency'] {
  if (bases.length > 0) {
    const rounds = new Set(bases.map(({ identity }) => identity.round));
    const heads = runs.filter(({ identity }) => rounds.has(identity.round));
    return { baseline: latencyProfile(bases, 'base'), candidate: latencyProfile(heads, 'head') };
  }
  const entries = baselineEntries(history);
  const newest = entries[entries.length - 1];
  return {
    baseline: newest === undefined ? null : latencyProfile(newest.runs, 'baseline'),
    candidate: latencyProfile(runs, 'this run'),
  };
}

function sum(runs: readonly Run[], of: (run: Run) => number): number {
  return runs.reduce((total, run) => total + of(run), 0);
}
