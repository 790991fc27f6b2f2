import { headlineRule, type Report, type TrendPoint } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import { mermaidText } from './markdown-escape.ts';

/** Points that fit beside each other on a phone. */
const MAX_POINTS = 12;
/** Fewer say nothing about a trend. */
const MIN_POINTS = 3;
/**
 * Wide and low, so that the words below it stay in sight. Mermaid's own first colour is too pale to be seen; these two stand out
 * on light and dark pages, the limit in the second.
 */
const LOOK =
  '%%{init: {"xyChart": {"width": 760, "height": 320}, "themeVariables": {"xyChart": {"plotColorPalette": "#2f81f7, #d1242f"}}}}%%';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The trend as a chart of mermaid, which forges draw themselves; empty when there are too few points. */
export function mermaidTrend(report: Report): string {
  const points = report.trend.filter(({ status }) => status !== 'withheld').slice(-MAX_POINTS);
  if (points.length < MIN_POINTS) return '';
  const limit = points[points.length - 1]?.limit ?? null;
  const values = points.map(({ value }) => rounded(value));
  const name = mermaidText(ruleName(headlineRule(report)));
  const title = `${name} per job in ms (this one last${limit === null ? '' : ', flat line: limit'})`;
  return [
    '```mermaid',
    LOOK,
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis [${labels(points)
      .map((label) => `"${mermaidText(label)}"`)
      .join(', ')}]`,
    `  y-axis ${axis([...values, ...(limit === null ? [] : [limit])])}`,
    `  line [${values.join(', ')}]`,
    ...(limit === null ? [] : [`  line [${points.map(() => rounded(limit)).join(', ')}]`]),
    '```',
  ].join('\n');
}

/** Days, or times where all is of one day. Equal labels would fall onto one place, so they are numbered. */
function labels(points: readonly TrendPoint[]): string[] {
  const days = points.map(({ at }) => at.slice(0, 10));
  const plain = points.map(({ at, status }) => {
    if (status === 'candidate') return 'this';
    return new Set(days).size === 1 ? at.slice(11, 16) : dayOf(at);
  });
  return plain.map((label, index) => {
    const before = plain.slice(0, index).filter((other) => other === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}

function dayOf(at: string): string {
  return `${Number(at.slice(8, 10))} ${MONTHS[Number(at.slice(5, 7)) - 1] ?? '?'}`;
}

/** From a round number below to one above, with the differences filling most of the height. */
function axis(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.25, high * 0.05);
  return `${rounded(Math.max(0, low - room))} --> ${rounded(high + room)}`;
}

function rounded(ms: number): number {
  return Number(ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3));
}
