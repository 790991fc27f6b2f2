import type { ChartSpec } from '../../model/chart-spec.ts';
import type { ChartImage, ChartRenderer } from '../../ports/chart-renderer.ts';
import type { DrawChart } from './chart-js.ts';
import type { ChartAssets } from './skia.ts';

export interface CanvasChartRendererOptions {
  /** Beside the bundle, or in the packages, by default. */
  readonly assets?: ChartAssets;
}

/** PNGs by Chart.js on Skia. Everything heavy is loaded at the first chart, or before it by `prepare`; any failure is an `unavailable`. */
export function makeCanvasChartRenderer(options: CanvasChartRendererOptions = {}): ChartRenderer {
  let loading: Promise<DrawChart> | null = null;
  const loaded = () => {
    loading ??= load(options.assets);
    return loading;
  };
  return {
    prepare() {
      // A failure is told by the first chart.
      loaded().catch(() => undefined);
    },
    async render(spec): Promise<ChartImage> {
      try {
        const draw = await loaded();
        return { kind: 'image', png: await draw(await configurationOf(spec)) };
      } catch (error) {
        return { kind: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

async function load(assets: ChartAssets | undefined): Promise<DrawChart> {
  const { defaultAssets } = await import('./skia.ts');
  const { makeDrawChart } = await import('./chart-js.ts');
  return makeDrawChart(assets ?? defaultAssets());
}

async function configurationOf(spec: ChartSpec) {
  if (spec.kind === 'trend') return (await import('./trend-chart.ts')).trendConfiguration(spec);
  if (spec.kind === 'stress') return (await import('./stress-chart.ts')).stressConfiguration(spec);
  if (spec.kind === 'spike') return (await import('./spike-chart.ts')).spikeConfiguration(spec);
  if (spec.kind === 'soak') return (await import('./soak-chart.ts')).soakConfiguration(spec);
  if (spec.kind === 'autoscaling')
    return (await import('./autoscaling-chart.ts')).autoscalingConfiguration(spec);
  return (await import('./latency-chart.ts')).latencyConfiguration(spec);
}
