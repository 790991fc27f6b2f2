import { expect, it } from 'vitest';
import { renderTrendText } from '../../../src/report/trend-text.ts';
import { someTrendPoints } from '../../support/trend-points.ts';

const SINCE = { name: 'v1.4.0', at: '2026-01-05T00:00:00.000Z' };

it('lists the jobs and says nothing of a release where none is asked for', () => {
  const text = renderTrendText({ key: 'load', statistic: 'p95', points: someTrendPoints(3) });
  expect(text).toMatch(/^p95 of "load", 3 jobs\n\nwhen/);
});

it('says what happened to the baseline since a release', () => {
  const points = someTrendPoints(4).map((point, index) => ({ ...point, baseline: 48 + index }));
  const text = renderTrendText({ key: 'load', statistic: 'p95', points }, SINCE);
  expect(text).toMatch(/^p95 of "load", 4 jobs since v1\.4\.0 \(2026-01-05 00:00 UTC\)\n/);
  expect(text).toContain('the baseline went 48 → 51 ms (+6 %); 1 regressed job\n');
});

it('invents no level where there was no baseline', () => {
  expect(renderTrendText({ key: 'load', statistic: 'p95', points: someTrendPoints(1) }, SINCE)).toContain(
    '\n0 regressed jobs\n',
  );
});

it('says that there was no job', () => {
  expect(renderTrendText({ key: 'load', statistic: 'p95', points: [] }, SINCE)).toBe(
    'p95 of "load": no job since v1.4.0 (2026-01-05 00:00 UTC)\n',
  );
});
