import { formatDuration } from '../../../lib/duration.ts';
import type { GroupNode } from './group-tree.ts';
import type { SummaryData, SummaryMetric } from './summary-data.ts';

const KIB = 1_024;
const UNIT_FACTOR = { s: 1_000, ms: 1, us: 0.001 } as const;

/** The end of a test as a person reads it: checks, thresholds, then every metric on a line. */
export function textSummary(data: SummaryData): string {
  const sections = [
    ['Checks', checkLines(data.root_group)],
    ['Thresholds', thresholdLines(data)],
    ['Metrics', metricLines(data)],
  ] as const;
  const parts = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join('\n  '));
  return `${[...parts, `Took ${formatDuration(data.state.testRunDurationMs)}.`].join('\n\n')}\n`;
}

function checkLines(group: GroupNode): readonly string[] {
  const where = group.path === '' ? '' : `${group.path.slice(2).replaceAll('::', ' > ')}: `;
  const own = group.checks.map(({ name, passes, fails }) => {
    const count = fails === 0 ? `all ${passes} passed` : `${fails} of ${passes + fails} failed`;
    return `${fails === 0 ? 'ok    ' : 'FAILED'}  ${where}${name} (${count})`;
  });
  return [...own, ...group.groups.flatMap(checkLines)];
}

function thresholdLines({ metrics }: SummaryData): readonly string[] {
  return Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).map(
      ([expression, { ok }]) => `${ok ? 'ok    ' : 'FAILED'}  ${name}: ${expression}`,
    ),
  );
}

function metricLines(data: SummaryData): readonly string[] {
  const metrics = Object.entries(data.metrics);
  const width = Math.max(0, ...metrics.map(([name]) => name.length));
  return metrics.map(
    ([name, metric]) => `${name.padEnd(width)}  ${valuesText(metric, data.options.summaryTimeUnit)}`,
  );
}

function valuesText({ type, contains, values }: SummaryMetric, timeUnit: string): string {
  const format = (value: number) => amount(value, contains, timeUnit);
  const { count = 0, rate = 0, passes = 0, fails = 0 } = values;
  if (type === 'counter') return `${format(count)} (${format(rate)}/s)`;
  if (type === 'rate') return `${short(rate * 100)} % (${passes} of ${passes + fails})`;
  return Object.entries(values)
    .map(([name, value]) => `${name} ${name === 'count' ? value : format(value)}`)
    .join('  ');
}

function amount(value: number, contains: string, timeUnit: string): string {
  if (contains === 'time') return timeText(value, timeUnit);
  if (contains !== 'data') return short(value);
  if (value >= KIB * KIB) return `${short(value / KIB / KIB)} MiB`;
  return value >= KIB ? `${short(value / KIB)} KiB` : `${short(value)} B`;
}

function timeText(ms: number, unit: string): string {
  if (unit === 's' || unit === 'ms' || unit === 'us') return `${short(ms / UNIT_FACTOR[unit])}${unit}`;
  return ms >= 10_000 ? `${short(ms / 1_000)}s` : `${short(ms)}ms`;
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
