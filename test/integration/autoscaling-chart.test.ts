import { expect, it } from 'vitest';
import { makeCanvasChartRenderer } from '../../src/adapters/chart-canvas/canvas-chart-renderer.ts';
import { autoscalingChart } from '../../src/report/autoscaling-chart.ts';
import { measuredReport, neverReport, simulatedReport } from '../support/autoscaling-reports.ts';

const charts = makeCanvasChartRenderer();

it.each([
  ['a simulation', simulatedReport()],
  ['a simulation that never gets there', neverReport()],
  ['a measurement with p95 in place of the backlog', measuredReport()],
  ['a time in which nothing was seen', { ...measuredReport(), timeline: [] }],
])('%s is drawn', async (_, report) => {
  const image = await charts.render(autoscalingChart(report));
  if (image.kind === 'unavailable') throw new Error(image.reason);
  const bytes = Buffer.from(image.png);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1280, 720]);
  expect(bytes.length).toBeGreaterThan(5_000);
  expect(bytes.length).toBeLessThan(200_000);
});
