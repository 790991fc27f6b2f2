import type { GateRequest } from '../config/gate-request.ts';
import type { Decision } from '../gate/decide.ts';
import type { EngineIdentity, Machine } from '../model/environment.ts';
import { baselineEntries, type History } from '../model/history.ts';
import type { BaselineSummary, Promotion, Report, RoundSummary } from '../model/report.ts';
import { type Notice, type Run, seriesOf } from '../model/run.ts';
import type { SourceFacts } from '../ports/environment.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import { latencyProfile } from '../trend/latency-profile.ts';
import { trendPoints } from '../trend/trend-points.ts';

export interface ReportInput {
  readonly request: Pick<GateRequest, 'script' | 'key' | 'policy'>;
  readonly script: ScriptSource | null;
  readonly identity: EngineIdentity | null;
  readonly machine: Machine | null;
  readonly source: SourceFacts;
  readonly history: History;
  readonly historySource: string;
  readonly runs: readonly [Run, ...Run[]];
  readonly decision: Extract<Decision, { kind: 'decided' }>;
  readonly promotion: Promotion;
  readonly notices: readonly Notice[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly version: string;
}

/** Gathers everything that a reader may learn into the one record that every renderer reads. */
export function buildReport(input: ReportInput): Report {
  const { request, decision, runs, source } = input;
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
    advice: decision.advice,
    policy: request.policy,
    baseline: baselineSummary(input, comparison?.baseline.value ?? null),
    candidate: candidateSummary(runs, comparison?.candidate.value ?? null),
    change: comparison?.change ?? null,
    interval: comparison?.interval ?? null,
    noise: comparison?.noise ?? null,
    minimumDetectableChange: comparison?.minimumDetectableChange ?? null,
    judgements: decision.judgements,
    endpoints: decision.endpoints,
    thresholds: last.thresholds,
    load: last.load,
    generator: last.generator,
    rounds: runs.map(roundSummary(decision)),
    environment: {
      engine: input.identity,
      machine: input.machine,
      comparability: decision.comparability,
    },
    promotion: input.promotion,
    notices: uniqueNotices([...input.notices, ...runs.flatMap((run) => run.notices)]),
    trend: trendPoints(input.history, {
      runs,
      verdict: decision.verdict.kind,
      comparison,
      policy: request.policy,
    }),
    latency: latencyProfiles(input.history, runs),
    artifacts: {},
  };
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

function candidateSummary(runs: readonly [Run, ...Run[]], p95: number | null): Report['candidate'] {
  const series = allRequests(lastMeasured(runs));
  const requests = sum(runs, (run) => run.load.requests);
  return {
    p50: series?.p50 ?? null,
    p95: p95 ?? series?.p95 ?? null,
    p99: series?.p99 ?? null,
    runs: runs.length,
    requests,
    errorRate: requests === 0 ? 0 : sum(runs, (run) => run.load.failedRequests) / requests,
  };
}

function roundSummary(decision: ReportInput['decision']): (run: Run) => RoundSummary {
  return (run) => ({
    round: run.identity.round,
    p95: allRequests(run)?.p95 ?? null,
    requests: run.load.requests,
    end: run.end,
    invalidBecause: decision.invalidRounds.get(run.identity.id)?.map((reason) => reason.text) ?? [],
  });
}

function latencyProfiles(history: History, runs: readonly [Run, ...Run[]]): Report['latency'] {
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

function uniqueNotices(notices: readonly Notice[]): readonly Notice[] {
  const seen = new Set<string>();
  return notices.filter(({ code, text }) => {
    const key = `${code} ${text}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
