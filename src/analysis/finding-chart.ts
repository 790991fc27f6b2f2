import type { ChartSpec } from '../model/chart-spec.ts';
import type { FindingReport } from '../model/finding.ts';
import { stressChart } from './stress/stress-chart.ts';

/** The picture that tells the story of a finding; `null` when there is nothing to draw. */
export function findingChart({ finding, key }: FindingReport): ChartSpec | null {
  return stressChart(finding, key);
}
