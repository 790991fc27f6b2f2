import type { MetricSample } from '../model/metric-sample.ts';
import { headlineRule, type Report } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import { label, samplesOf, seconds, verdictSamples } from './result-samples.ts';

/** Endpoints of a run that get series of their own; a script with a name for every id would flood the database. */
const MAX_ENDPOINTS = 50;
const MS_PER_SECOND = 1_000;

/**
 * A job as samples for a dashboard over time. Durations are in seconds, changes and rates are ratios. What is new in
 * every job (commit, run page, verdict) is in `perfgate_run_info` alone.
 */
export function runMetrics(report: Report, test: string): readonly MetricSample[] {
  const sample = samplesOf(report, test);
  const metric = { metric: label(ruleName(headlineRule(report))) };
  return [
    ...verdictSamples(report, sample, report.environment.engine?.name ?? ''),
    ...figures(report).flatMap(([name, value]) => sample(name, value)),
    ...gatedFigures(report).flatMap(([name, value]) => sample(name, seconds(value), metric)),
    ...report.endpoints
      .slice(0, MAX_ENDPOINTS)
      .flatMap(({ endpoint, candidateP95 }) =>
        sample('perfgate_endpoint_p95_seconds', seconds(candidateP95), { endpoint: label(endpoint) }),
      ),
  ];
}

function figures(report: Report): readonly (readonly [string, number | null])[] {
  const { candidate, baseline, interval } = report;
  return [
    ['perfgate_p50_seconds', seconds(candidate.p50)],
    ['perfgate_p95_seconds', seconds(candidate.p95)],
    ['perfgate_p99_seconds', seconds(candidate.p99)],
    ['perfgate_baseline_p95_seconds', seconds(baseline.p95)],
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

/** Whatever is gated, in ms: p95, another quantile, or of a metric of the script's own. Its label says which. */
function gatedFigures({
  candidate,
  baseline,
  policy,
}: Report): readonly (readonly [string, number | null])[] {
  const limit = baseline.value === null ? null : baseline.value * (1 + policy.failThreshold);
  return [
    ['perfgate_gated_seconds', candidate.value],
    ['perfgate_gated_baseline_seconds', baseline.value],
    ['perfgate_gated_limit_seconds', limit],
  ];
}

function requestRate({ load }: Report): number | null {
  if (load === null || load.measuredMs === 0) return null;
  return load.requests / (load.measuredMs / MS_PER_SECOND);
}
