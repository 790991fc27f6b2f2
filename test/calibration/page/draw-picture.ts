import { type BarChart, makeDrawChart } from '../../../src/adapters/chart-canvas/chart-js.ts';
import { defaultAssets } from '../../../src/adapters/chart-canvas/skia.ts';

/** PNG of a bar chart, drawn as the product draws its own charts. */
export async function drawPicture(configuration: BarChart): Promise<Uint8Array> {
  const draw = await makeDrawChart(defaultAssets());
  return draw(configuration);
}
