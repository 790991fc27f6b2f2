import type { ChartConfiguration, Point } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import freshRequireModule from 'chartjs-node-canvas/dist/freshRequire.js';
import { makeCanvasModule } from './canvas-module.ts';
import { type ChartAssets, loadSkia } from './skia.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;

export type LineChart = ChartConfiguration<'line', (number | Point | null)[]>;

export type BarChart = ChartConfiguration<'bar', number[]>;

/** Draws a Chart.js configuration as PNG. */
export type DrawChart = (configuration: LineChart | BarChart) => Promise<Uint8Array>;

/**
 * chartjs-node-canvas on our own canvas. It looks its `canvas` up by name through `freshRequire`, evaluating the package
 * anew for each instance; that one function is replaced, in this process, by an answer with what it is to use.
 * @throws Error when an asset is missing
 */
export async function makeDrawChart(assets: ChartAssets): Promise<DrawChart> {
  const canvas = makeCanvasModule(await loadSkia(assets));
  const module = freshRequireModule as { freshRequire: (name: string) => unknown };
  module.freshRequire = (name) => {
    if (name === 'canvas') return canvas;
    throw new Error(`chartjs-node-canvas asked for ${name}, which is not there`);
  };
  const service = new ChartJSNodeCanvas({ width: WIDTH, height: HEIGHT, backgroundColour: '#ffffff' });
  return (configuration) => canvas.drawing(() => service.renderToBuffer(configuration as ChartConfiguration));
}
