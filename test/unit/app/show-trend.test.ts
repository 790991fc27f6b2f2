import { describe, expect, it } from 'vitest';
import { resolveSince } from '../../../src/app/resolve-since.ts';
import { showTrend, showTrendOf } from '../../../src/app/show-trend.ts';
import type { ChartRenderer } from '../../../src/ports/chart-renderer.ts';
import type { VersionControl } from '../../../src/ports/version-control.ts';
import { makeMemoryStore } from '../../support/memory-store.ts';
import { noVersionControl } from '../../support/no-version-control.ts';
import { aReport } from '../../support/report-builder.ts';
import { anEntry } from '../../support/run-builder.ts';
import { someTrendPoints } from '../../support/trend-points.ts';

const noCharts: ChartRenderer = {
  prepare: () => undefined,
  render: async () => ({ kind: 'unavailable', reason: 'not wanted here' }),
};
const git: VersionControl = {
  ...noVersionControl,
  ref: async (name) => (name === 'v1.4.0' ? { name, sha: 'a1b2c3d', at: '2026-03-04T10:00:00.000Z' } : null),
};

async function threeJobs() {
  const store = makeMemoryStore();
  for (const day of [3, 4, 5]) {
    const at = `2026-03-0${day}T12:00:00.000Z`;
    const entry = anEntry({ seed: day, at, run: { requests: 200, seconds: 2 } });
    await store.add('load', { kind: 'entry', entry });
  }
  return store;
}

const trendSince = async (since: string | null, last = 100) => {
  const start = since === null ? null : await resolveSince(since, git);
  const request = { key: 'load', last, since: start, tolerance: 0.2 };
  return (await showTrend(request, await threeJobs(), noCharts)).points;
};

describe('since', () => {
  it.each(['nonsense', '2026-13-45', '12', '', '2026-03-04 whatever', '--output=x'])(
    'refuses %j and says what is expected',
    async (text) => {
      await expect(resolveSince(text, git)).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('--since: expected a tag'),
        hint: expect.stringContaining('git fetch --tags'),
      });
    },
  );

  it('takes a tag as the time of its commit', async () => {
    expect(await resolveSince('v1.4.0', git)).toEqual({ name: 'v1.4.0', at: '2026-03-04T10:00:00.000Z' });
  });

  it('takes a date without git', async () => {
    expect(await resolveSince('2026-03-04', noVersionControl)).toMatchObject({
      at: '2026-03-04T00:00:00.000Z',
    });
  });

  it('prefers a tag that looks like a date', async () => {
    const named = {
      ...git,
      ref: async (name: string) => ({ name, sha: 'b', at: '2020-01-01T00:00:00.000Z' }),
    };
    expect((await resolveSince('2026-03-04', named)).at).toBe('2020-01-01T00:00:00.000Z');
  });
});

it('takes the jobs from a report, which names its own key', async () => {
  const report = aReport({ key: 'checkout', trend: someTrendPoints(6) });
  const since = await resolveSince('2026-01-07', noVersionControl);
  const trend = await showTrendOf(report, { last: 100, since, tolerance: 0.2 }, noCharts);
  expect(trend.key).toBe('checkout');
  expect(trend.points.map(({ at }) => at.slice(0, 10))).toEqual([
    '2026-01-07',
    '2026-01-08',
    '2026-01-09',
    '2026-01-10',
  ]);
});

describe('the trend', () => {
  it('shows all jobs where nothing is asked', async () => {
    expect((await trendSince(null)).map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ]);
  });

  it('starts at a tag; what came before is still what the jobs were held against', async () => {
    const points = await trendSince('v1.4.0');
    expect(points.map(({ at }) => at.slice(0, 10))).toEqual(['2026-03-04', '2026-03-05']);
    expect(points[0]?.baseline).not.toBeNull();
  });

  it('keeps to the newest jobs as well', async () => {
    expect(await trendSince('2026-03-01', 1)).toHaveLength(1);
  });

  it('is empty when nothing was filed since', async () => {
    expect(await trendSince('2026-04-01')).toEqual([]);
  });
});
