import { headlineRule, type Report } from '../model/report.ts';
import type { ReportDocument } from './report-document.ts';

/** `report.json`: the public, versioned shape of a report (`docs/reference/report.schema.json`). */
export function renderJson(report: Report): string {
  return `${JSON.stringify(reportDocument(report), null, 2)}\n`;
}

/** A report as programs read it: what they ask for most is at the top, flat. */
export function reportDocument(report: Report): ReportDocument {
  const { policy, environment, verdict } = report;
  const { metric, quantile, endpoint } = headlineRule(report);
  return {
    schemaVersion: report.schemaVersion,
    tool: report.tool,
    createdAt: report.createdAt,
    key: report.key,
    script: report.script,
    commit: report.commit,
    branch: report.branch,
    pullRequest: report.pullRequest,
    runUrl: report.runUrl,
    verdict: verdict.kind,
    reasons: verdict.reasons,
    headline: report.headline,
    advice: report.advice,
    metric,
    quantile,
    endpoint,
    unit: 'ms',
    baseline: report.baseline,
    candidate: report.candidate,
    change: report.change,
    interval: report.interval,
    tolerance: policy.failThreshold,
    floorMs: policy.minAbsoluteDeltaMs,
    noise: report.noise,
    minimumDetectableChange: report.minimumDetectableChange,
    policy,
    judgements: report.judgements,
    endpoints: report.endpoints,
    thresholds: report.thresholds,
    rounds: report.rounds,
    load: report.load,
    generator: report.generator,
    engine: environment.engine,
    environment: { ...environment.comparability, machine: environment.machine },
    promotion: report.promotion,
    acceptance: report.acceptance,
    notices: report.notices,
    trend: report.trend,
    artifacts: report.artifacts,
  };
}
