import { describe, expect, it } from 'vitest';
import { JOB_MARKS, markOf } from '../../../../src/adapters/chart-canvas/chart-style.ts';
import { trendLegend } from '../../../../src/adapters/chart-canvas/trend-legend.ts';
import { VERDICT_KINDS } from '../../../../src/model/verdict.ts';
import { someTrendPoints } from '../../../support/trend-points.ts';

describe('marks of jobs', () => {
  it('are told apart without colour', () => {
    expect(new Set(JOB_MARKS.map(({ shape, filled }) => `${shape} ${filled}`)).size).toBe(JOB_MARKS.length);
  });

  it('are one for each verdict, and one for what was accepted', () => {
    const marks = VERDICT_KINDS.map((verdict) => markOf({ verdict, status: 'withheld' }));
    expect(new Set(marks).size).toBe(VERDICT_KINDS.length);
    const accepted = markOf({ verdict: 'regressed', status: 'promoted' });
    expect(marks).not.toContain(accepted);
    expect(accepted.label).toMatch(/accepted/);
  });

  it('call a candidate that regressed a regression', () => {
    expect(markOf({ verdict: 'regressed', status: 'candidate' }).label).toBe('regressed');
  });
});

describe('the legend', () => {
  it('names the shapes that are there, and no others', () => {
    const texts = trendLegend(someTrendPoints(5), 0.2).map(({ text }) => text);
    expect(texts).toEqual([
      'passed',
      'regressed',
      'no baseline yet',
      '95 % interval',
      'baseline',
      'limit, baseline +20 %',
    ]);
  });

  it('speaks of no limit where there was no baseline', () => {
    expect(trendLegend(someTrendPoints(1), 0.2).map(({ text }) => text)).toEqual([
      'no baseline yet',
      '95 % interval',
    ]);
  });

  it('is empty without jobs', () => {
    expect(trendLegend([], 0.2)).toEqual([]);
  });
});
