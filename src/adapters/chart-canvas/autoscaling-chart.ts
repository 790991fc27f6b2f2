import { panelLines } from './autoscaling-lines.ts';
import { spikeMarks } from './autoscaling-marks.ts';
import { bands, panelFrames } from './autoscaling-panels.ts';
import { autoscalingScales } from './autoscaling-scales.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import { visiblePart } from './autoscaling-window.ts';
import { legendLine, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { emptyNotice } from './empty-notice.ts';

/**
 * Three panels over one time axis: load and capacity, replicas, and what waits (or p95). Upright bands say when replicas
 * react, are ready, and have worked off what waited.
 */
export function autoscalingConfiguration(spec: AutoscalingSpec): LineChart {
  const shown = visiblePart(spec);
  const lines = panelLines(shown);
  return stillLineChart(spec, {
    gap: 52,
    lines: lines.map(({ dataset }) => dataset),
    legendItems: () =>
      lines.flatMap(({ name, colour, dash, width }) =>
        name === null ? [] : [legendLine(name, colour, dash, width)],
      ),
    scales: autoscalingScales(shown, lines),
    plugins: [
      spikeMarks(shown),
      panelFrames(shown),
      bands(lines),
      ...(shown.timeline.length === 0 ? [emptyNotice('nothing was seen in this time')] : []),
    ],
  });
}
