/** How numbers are written for people: rounded as they are spoken, with a space before the unit. */

/** U+202F: groups of digits stay on one line. */
const GROUP = '\u202f';
/** U+2212: as wide as a plus, so that columns of changes line up. */
const MINUS = '\u2212';
const DAY_HOURS = 24;

/** A count with its digits in groups of three: `5 980`. */
export function formatCount(count: number): string {
  return grouped(count.toFixed(0));
}

/** A count with its noun: `1 run`, `5 runs`. */
export function formatNumberOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** Milliseconds with three digits at most: `0.84 ms`, `4.2 ms`, `182 ms`, `1.24 s`, `75 s`. */
export function formatMs(ms: number): string {
  const unit = unitOf(ms);
  return `${inUnit(ms, unit)} ${unit}`;
}

/** From one latency to another, in the unit of the larger: `182 → 224 ms`, `0.95 → 1.24 s`. */
export function formatMsChange(from: number, to: number): string {
  const unit = unitOf(Math.max(from, to));
  return `${inUnit(from, unit)} → ${inUnit(to, unit)} ${unit}`;
}

/**
 * Latencies of one column in one unit: `['310 ms', '95 ms']`, and seconds only where all are that long.
 * `null` where there is none.
 */
export function formatMsColumn(column: readonly (number | null)[]): (string | null)[] {
  const allLong = column.every((ms) => ms === null || unitOf(ms) === 's');
  const unit = allLong ? 's' : 'ms';
  return column.map((ms) => (ms === null ? null : `${inUnit(ms, unit)} ${unit}`));
}

/** A change as a whole percentage with its sign: `+23 %`, `−4 %`, `0 %`. The ratio 0.23 is 23 % slower. */
export function formatChange(ratio: number): string {
  return `${signedPercent(ratio)} %`;
}

/** An interval of a change: `+15 to +31 %`, `−4 to +27 %`. */
export function formatChangeInterval(low: number, high: number): string {
  return `${signedPercent(low)} to ${signedPercent(high)} %`;
}

/** A size without a sign, for limits, noise and what can be told: `20 %`, `2.5 %`, `0.4 %`. */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  return `${grouped(percent.toFixed(digits).replace(/\.0$/, '')).replace('-', MINUS)} %`;
}

/** A share of failures, small ones in full: `0 %`, `0.02 %`, `1.3 %`, `42 %`; never `0 %` when there were some. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.000_05) return 'under 0.01 %';
  return share > 0 && share < 0.001 ? `${(share * 100).toFixed(2)} %` : formatPercent(share);
}

/** `0.95` is `p95`, `0.999` is `p99.9`. */
export function quantileName(quantile: number): string {
  return `p${Number((quantile * 100).toFixed(4))}`;
}

/** Age in the unit that people would use: `12 minutes old`, `5 hours old`, `2 days old`, `4 months old`. */
export function formatAge(days: number): string {
  const hours = days * DAY_HOURS;
  if (hours < 1) return `${formatNumberOf(Math.max(1, Math.round(hours * 60)), 'minute')} old`;
  if (hours < 2 * DAY_HOURS) return `${formatNumberOf(Math.round(hours), 'hour')} old`;
  if (days < 61) return `${formatNumberOf(Math.round(days), 'day')} old`;
  return `${formatNumberOf(Math.round(days / 30.44), 'month')} old`;
}

/** The seven characters by which people know a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

type LatencyUnit = 'ms' | 's';

function unitOf(ms: number): LatencyUnit {
  return ms < 999.5 ? 'ms' : 's';
}

function inUnit(ms: number, unit: LatencyUnit): string {
  return threeDigits(unit === 'ms' ? ms : ms / 1000, unit);
}

/** Milliseconds from 10 on need no decimals; seconds are spoken with one or two. */
function threeDigits(value: number, unit: LatencyUnit): string {
  if (value === 0) return '0';
  if (value < 0.995) return value < 0.005 ? value.toPrecision(1) : value.toFixed(2);
  if (value < 9.95) return unit === 's' ? value.toFixed(2) : value.toFixed(1).replace(/\.0$/, '');
  return unit === 's' && value < 59.95 ? value.toFixed(1) : grouped(value.toFixed(0));
}

function signedPercent(ratio: number): string {
  const percent = Math.round(ratio * 100);
  if (percent === 0) return '0';
  return `${percent > 0 ? '+' : MINUS}${grouped(String(Math.abs(percent)))}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, GROUP);
}
