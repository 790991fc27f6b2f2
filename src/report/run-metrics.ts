import { plainText, shortenMiddle } from '../lib/plain-text.ts';
import type { MetricSample } from '../model/metric-sample.ts';
import type { Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** Endpoints of a run that get series of their own; a script with a name for every id would flood the database. */
const MAX_ENDPOINTS = 50;
const MAX_LABEL = 120;
const MS_PER_SECOND = 1_000;

/**
 * A job as samples for a dashboard over time. The values carry only labels that stay the same from job to job, so that
 * each is one line of a chart; what is new in every job (commit, run page, verdict) is in `perfgate_run_info`.
 * Durations are in seconds, changes and rates are ratios.
 */
export function runMetrics(report: Report, test: string): readonly MetricSample[] {
  const atMs = Date.parse(report.createdAt);
  const series = { service: label(report.key), test, branch: label(report.branch ?? '') };
  const sample = (name: string, value: number | null, more: Readonly<Record<string, string>> = {}) =>
    value === null || !Number.isFinite(value) ? [] : [{ name, labels: { ...series, ...more }, value, atMs }];
  return [
    ...sample('perfgate_run_info', 1, runLabels(report)),
    ...sample('perfgate_verdict_code', VERDICT_CODES[report.verdict.kind]),
    ...figures(report).flatMap(([name, value]) => sample(name, value)),
    ...report.endpoints
      .slice(0, MAX_ENDPOINTS)
      .flatMap(({ endpoint, candidateP95 }) =>
        sample('perfgate_endpoint_p95_seconds', seconds(candidateP95), { endpoint: label(endpoint) }),
      ),
  ];
}

/** Worse is higher, so that a state timeline can map colours; `docs/reference/metrics.md` has the table. */
export const VERDICT_CODES: Readonly<Record<VerdictKind, number>> = {
  improved: 0,
  passed: 1,
  warned: 2,
  'no-baseline': 3,
  'not-comparable': 4,
  inconclusive: 5,
  invalid: 6,
  'slo-breached': 7,
  regressed: 8,
};

function runLabels(report: Report): Readonly<Record<string, string>> {
  return {
    commit: label(report.commit ?? ''),
    run_url: label(report.runUrl ?? '', 300),
    verdict: report.verdict.kind,
    engine: report.environment.engine?.name ?? '',
  };
}

function figures(report: Report): readonly (readonly [string, number | null])[] {
  const { candidate, baseline, policy, interval } = report;
  const limit = baseline.p95 === null ? null : baseline.p95 * (1 + policy.failThreshold);
  return [
    ['perfgate_p50_seconds', seconds(candidate.p50)],
    ['perfgate_p95_seconds', seconds(candidate.p95)],
    ['perfgate_p99_seconds', seconds(candidate.p99)],
    ['perfgate_baseline_p95_seconds', seconds(baseline.p95)],
    ['perfgate_limit_p95_seconds', seconds(limit)],
    ['perfgate_change_ratio', report.change],
    ['perfgate_change_low_ratio', interval?.low ?? null],
    ['perfgate_change_high_ratio', interval?.high ?? null],
    ['perfgate_noise_ratio', report.noise],
    ['perfgate_minimum_detectable_change_ratio', report.minimumDetectableChange],
    ['perfgate_error_ratio', candidate.requests === 0 ? null : candidate.errorRate],
    ['perfgate_requests', candidate.requests],
    ['perfgate_request_rate', requestRate(report)],
    ['perfgate_runs', candidate.runs],
    ['perfgate_baseline_age_seconds', baseline.ageDays === null ? null : baseline.ageDays * 86_400],
  ];
}

function requestRate({ load }: Report): number | null {
  if (load === null || load.measuredMs === 0) return null;
  return load.requests / (load.measuredMs / MS_PER_SECOND);
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / MS_PER_SECOND;
}

/** Labels come from scripts and version control: plain, and never so long that a database refuses the whole push. */
function label(text: string, max = MAX_LABEL): string {
  return shortenMiddle(plainText(text), max);
}
