import type { FindingReport } from '../model/finding.ts';
import type { MetricSample } from '../model/metric-sample.ts';
import type { SoakFinding } from '../model/soak-finding.ts';
import type { SpikeFinding } from '../model/spike-finding.ts';
import type { StressFinding } from '../model/stress-finding.ts';
import { label, type SampleMaker, samplesOf, seconds, verdictSamples } from './result-samples.ts';

/** Series that one process may have of its own; a service with a metric for every customer would flood the database. */
const MAX_RESOURCES = 50;
/** Long enough to tell the processes apart that a metric is of. */
const MAX_METRIC = 300;

/**
 * A stress, spike or soak test as samples for a dashboard over time, beside those of the gate (`runMetrics`). What was not found has
 * no sample: a service that never recovered has no recovery time, and its verdict says so.
 */
export function findingMetrics(report: FindingReport): readonly MetricSample[] {
  const { finding } = report;
  const sample = samplesOf(report, finding.test);
  return [...verdictSamples(report, sample, ''), ...figures(finding, sample)];
}

function figures(finding: FindingReport['finding'], sample: SampleMaker): readonly MetricSample[] {
  switch (finding.test) {
    case 'stress':
      return stressSamples(finding, sample);
    case 'spike':
      return spikeSamples(finding, sample);
    case 'soak':
      return soakSamples(finding, sample);
  }
}

function stressSamples({ breakingPoint }: StressFinding, sample: SampleMaker): readonly MetricSample[] {
  const name = 'perfgate_breaking_point_requests_per_second';
  return [
    ...sample(name, breakingPoint?.rate ?? null),
    ...sample(`${name}_low`, breakingPoint?.low ?? null),
    ...sample(`${name}_high`, breakingPoint?.high ?? null),
  ];
}

function spikeSamples(finding: SpikeFinding, sample: SampleMaker): readonly MetricSample[] {
  return [
    ...sample('perfgate_recovery_seconds', finding.recoverySeconds),
    ...sample('perfgate_spike_peak_p95_seconds', seconds(finding.peakP95Ms)),
    ...sample('perfgate_error_ratio', finding.spike === null ? null : finding.errors.duringSpike),
  ];
}

function soakSamples(finding: SoakFinding, sample: SampleMaker): readonly MetricSample[] {
  const drifts = [...(finding.latency === null ? [] : [finding.latency]), ...finding.resources];
  return [
    ...drifts
      .slice(0, MAX_RESOURCES)
      .flatMap(({ kind, name, change }) =>
        sample('perfgate_soak_drift_ratio', change, { resource: kind, metric: label(name, MAX_METRIC) }),
      ),
    ...sample('perfgate_error_ratio', finding.requests === 0 ? null : finding.errorRate),
    ...sample('perfgate_requests', finding.requests),
  ];
}
