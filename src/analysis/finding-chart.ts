import type { ChartSpec } from '../model/chart-spec.ts';
import type { FindingReport } from '../model/finding.ts';
import { soakChart } from './soak/soak-chart.ts';
import { spikeChart } from './spike/spike-chart.ts';
import { stressChart } from './stress/stress-chart.ts';

/** The picture that tells the story of a finding; `null` when there is nothing to draw. */
export function findingChart({ finding, key }: Pick<FindingReport, 'finding' | 'key'>): ChartSpec | null {
  switch (finding.test) {
    case 'stress':
      return stressChart(finding, key);
    case 'spike':
      return spikeChart(finding, key);
    case 'soak':
      return soakChart(finding, key);
  }
}
