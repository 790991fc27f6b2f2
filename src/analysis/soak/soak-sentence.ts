import { formatDuration } from '../../lib/duration.ts';
import { formatChange, formatNumberOf } from '../../lib/format-number.ts';
import { amountOf } from '../../model/drift-amount.ts';
import type { Drift, SoakFinding } from '../../model/soak-finding.ts';

/** The finding in one sentence that says what to conclude. */
export function soakSentence(finding: SoakFinding): string {
  const { outcome, latency, resources, cause } = finding;
  if (outcome === 'not-measured')
    return `Nothing can be said of a drift: ${cause ?? 'too little was measured'}.`;
  const rising = [...resources.filter(({ rises }) => rises), ...(latency?.rises === true ? [latency] : [])];
  const during = `in ${formatDuration(Math.round(finding.seconds / 60) * 60_000)}${restarts(finding)}`;
  if (rising.length > 0) {
    const [first, ...rest] = rising;
    const verb = first?.kind === 'latency' ? 'The service slows down' : 'The service leaks';
    return `${verb} ${during}: ${[first, ...rest].map((drift) => (drift === undefined ? '' : told(drift))).join('; ')}.`;
  }
  return `The service was steady ${during}: ${[...(latency === null ? [] : [latency]), ...resources].map(level).join(', ')}.`;
}

function told(drift: Drift): string {
  const { name, kind, from, to, change, perHour } = drift;
  return `${nameOf(name, kind)} rose from ${amountOf(kind, from)} to ${amountOf(kind, to)} (${formatChange(change)}, ${amountOf(kind, perHour)} an hour, at least ${formatChange(drift.changeAtLeast)} with 99 % confidence)`;
}

function level({ name, kind, to, change }: Drift): string {
  return `${nameOf(name, kind)} ${amountOf(kind, to)} (${formatChange(change)})`;
}

const KIND_NAMES = {
  latency: '',
  memory: 'memory',
  'file-descriptors': 'file descriptors',
  connections: 'connections',
} as const;

function nameOf(name: string, kind: Drift['kind']): string {
  return kind === 'latency' ? name : `${KIND_NAMES[kind]} (${name})`;
}

function restarts({ restarts: times }: SoakFinding): string {
  return times.length === 0 ? '' : ` with ${formatNumberOf(times.length, 'restart')}`;
}
