import { describe, expect, it } from 'vitest';
import { makeCanvasChartRenderer } from '../../src/adapters/chart-canvas/canvas-chart-renderer.ts';
import type { ChartSpec } from '../../src/model/chart-spec.ts';
import type { LatencyProfile } from '../../src/model/report.ts';
import { someTrendPoints } from '../support/trend-points.ts';

const charts = makeCanvasChartRenderer();

function trend(count: number, title = 'p95 72 ms, +50 % against the baseline: regressed'): ChartSpec {
  return { kind: 'trend', title, subtitle: 'load', points: someTrendPoints(count), tolerance: 0.2 };
}

function profile(label: string, scale: number): LatencyProfile {
  return {
    label,
    perSecond: Array.from({ length: 50 }, (_, second) => ({
      second,
      p50: 14 * scale,
      p95: second === 7 ? null : 45 * scale,
    })),
    distribution: Array.from({ length: 100 }, (_, index) => ({
      ms: scale * (5 + index ** 1.2),
      share: (index + 1) / 100,
    })),
  };
}

function latency(baseline: LatencyProfile | null, candidate = profile('this job', 1.5)): ChartSpec {
  return { kind: 'latency', title: 'p95 67 ms', subtitle: 'load', baseline, candidate };
}

async function png(spec: ChartSpec): Promise<Buffer> {
  const image = await charts.render(spec);
  if (image.kind === 'unavailable') throw new Error(image.reason);
  return Buffer.from(image.png);
}

/** Width and height from the header of a PNG. */
function sizeOf(bytes: Buffer): readonly [number, number] {
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('charts', () => {
  it.each([1, 2, 15, 100])('draw a trend of %d jobs, of one size and not too heavy', async (count) => {
    const bytes = await png(trend(count));
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(bytes)).toEqual([1280, 720]);
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(bytes.length).toBeLessThan(200_000);
  });

  it('draw latencies with and without a baseline', async () => {
    const [alone, both] = [await png(latency(null)), await png(latency(profile('baseline', 1)))];
    expect(sizeOf(alone)).toEqual([1280, 720]);
    expect(alone.equals(both)).toBe(false);
  });

  it('give the same bytes for the same picture, and others for another one', async () => {
    expect((await png(trend(7))).equals(await png(trend(7)))).toBe(true);
    expect((await png(trend(7))).equals(await png(trend(8)))).toBe(false);
  });

  it.each<[string, ChartSpec]>([
    ['no jobs', { kind: 'trend', title: 'none', subtitle: '', points: [], tolerance: 0.2 }],
    ['hostile names', trend(3, 'a\u202eb\u0000c\n</svg>'.repeat(200))],
    [
      'numbers that are none',
      {
        ...trend(3),
        points: someTrendPoints(3).map((point) => ({ ...point, value: Number.NaN })),
      } as ChartSpec,
    ],
    [
      'a zero',
      {
        ...trend(2),
        points: someTrendPoints(2).map((point) => ({ ...point, value: 0, low: 0, high: 0 })),
      } as ChartSpec,
    ],
    ['an empty profile', latency(null, { label: 'x', perSecond: [], distribution: [] })],
    [
      'one second',
      latency(null, {
        label: 'x',
        perSecond: [{ second: 0, p50: 1, p95: 2 }],
        distribution: [{ ms: 1, share: 1 }],
      }),
    ],
  ])('survive %s', async (_, spec) => {
    expect(sizeOf(await png(spec))).toEqual([1280, 720]);
  });

  it('can be drawn side by side, and are the same as one after the other', async () => {
    const [first, second] = await Promise.all([png(trend(5)), png(latency(null))]);
    expect(first.equals(await png(trend(5)))).toBe(true);
    expect(second.equals(await png(latency(null)))).toBe(true);
  });

  it('free what they draw on', async () => {
    await png(trend(30));
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 20; round++) await png(trend(30));
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(40);
  });

  it('are unavailable, with the reason, when the fonts are missing', async () => {
    const broken = makeCanvasChartRenderer({
      assets: { wasm: '/nowhere.wasm', regular: '/no', bold: '/no' },
    });
    broken.prepare();
    expect(await broken.render(trend(3))).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('ENOENT'),
    });
  });
});
