import { formatDuration } from '../../lib/duration.ts';
import { formatChange, formatCount } from '../../lib/format-number.ts';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { Drift, SoakFinding } from '../../model/soak-finding.ts';

type SoakChart = Extract<ChartSpec, { kind: 'soak' }>;

/** Lines that a picture has room for. */
const MOST_PANELS = 4;
/** Names that a title has room for. */
const MOST_NAMED = 2;

/** Every quantity over time with its line, those that rise first; `null` when nothing was measured. */
export function soakChart(finding: SoakFinding, key: string): SoakChart | null {
  const drifts = [...(finding.latency === null ? [] : [finding.latency]), ...finding.resources];
  if (drifts.length === 0) return null;
  const shown = [...drifts].sort((a, b) => Number(b.rises) - Number(a.rises)).slice(0, MOST_PANELS);
  return {
    kind: 'soak',
    title: titleOf(finding, shown),
    subtitle: `${key} · ${formatDuration(Math.round(finding.seconds / 60) * 60_000)} · ${formatCount(finding.requests)} requests · line: robust trend after the warm-up`,
    // Latency stays on top, where readers look first.
    drifts: shown.sort((a, b) => Number(b.kind === 'latency') - Number(a.kind === 'latency')),
    restarts: finding.restarts.map(({ second }) => second),
    seconds: finding.seconds,
  };
}

function titleOf({ outcome, cause }: SoakFinding, drifts: readonly Drift[]): string {
  const rising = drifts.filter(({ rises }) => rises);
  if (outcome === 'not-measured') return `No verdict: ${cause ?? 'too little was measured'}`;
  if (rising.length === 0) return 'Steady: nothing drifts';
  const named = rising.slice(0, MOST_NAMED);
  const names = named.map(({ name, change }) => `${name.replace(/\{.*$/, '')} ${formatChange(change)}`);
  const more = rising.length > named.length ? ` and ${rising.length - named.length} more` : '';
  return `${outcome === 'leaking' ? 'Leaks' : 'Slows down'}: ${names.join(', ')}${more}`;
}
