import type { LegendItem } from 'chart.js';
import { formatPercent } from '../../lib/format-number.ts';
import type { TrendPoint } from '../../model/report.ts';
import { legendLine } from './chart-frame.ts';
import {
  BASELINE_COLOUR,
  FAINT,
  INK,
  isStroked,
  JOB_MARKS,
  type JobMark,
  LIMIT_COLOUR,
  markOf,
} from './chart-style.ts';

/** The shapes and lines that are in the chart, and no others. */
export function trendLegend(points: readonly TrendPoint[], tolerance: number): LegendItem[] {
  const present = new Set(points.map(markOf));
  const marks = JOB_MARKS.filter((mark) => present.has(mark)).map(legendMark);
  const held = points.some(({ baseline }) => baseline !== null);
  return [
    ...marks,
    ...(points.length > 0 ? [legendLine('95 % interval', FAINT, [])] : []),
    ...(held
      ? [
          legendLine('baseline', BASELINE_COLOUR, [3, 3]),
          legendLine(`limit, baseline +${formatPercent(tolerance)}`, LIMIT_COLOUR, []),
        ]
      : []),
  ];
}

function legendMark(mark: JobMark): LegendItem {
  return {
    text: mark.label,
    pointStyle: mark.shape,
    strokeStyle: mark.colour,
    fillStyle: mark.filled ? mark.colour : '#ffffff',
    lineWidth: isStroked(mark) ? 3 : 2,
    fontColor: INK,
  };
}
