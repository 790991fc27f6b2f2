import { formatMs, formatNumberOf, formatShare } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';

type SpikeChart = Extract<ChartSpec, { kind: 'spike' }>;

/** Load and p95 over time with the band of recovery; `null` without seconds. */
export function spikeChart(finding: SpikeFinding, key: string): SpikeChart | null {
  if (finding.points.length === 0) return null;
  return { kind: 'spike', title: titleOf(finding), subtitle: `${key} · ${subtitleOf(finding)}`, finding };
}

function titleOf({ outcome, recoverySeconds, watchedSeconds }: SpikeFinding): string {
  switch (outcome) {
    case 'recovered':
      return Math.round(recoverySeconds ?? 0) === 0
        ? 'Recovered at once after the spike'
        : `Recovered ${formatNumberOf(Math.round(recoverySeconds ?? 0), 'second')} after the spike`;
    case 'never-recovered':
      return `Not recovered ${formatNumberOf(Math.round(watchedSeconds), 'second')} after the spike`;
    case 'unmoved':
      return 'The spike did not move p95';
    case 'not-measured':
      return 'No recovery time could be measured';
  }
}

function subtitleOf({ spike, band, errors, cause, backlog }: SpikeFinding): string {
  if (spike === null || band === null) return cause ?? '';
  const length = Math.round(spike.toSecond - spike.fromSecond);
  const waiting =
    backlog === null
      ? ''
      : ` · ${formatNumberOf(Math.round(backlog.requests), 'request')} waiting at its end`;
  return `${formatRate(spike.baseRate)} to ${formatRate(spike.peakRate)} requests/s for ${length} s · p95 before ${formatMs(band.p95Ms)} · ${formatShare(errors.duringSpike)} failed${waiting}`;
}
