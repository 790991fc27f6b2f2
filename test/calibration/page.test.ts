import { describe, expect, it } from 'vitest';
import { reachedOf, shareReached } from './goal-check.ts';
import { modeTable } from './page/mode-table.ts';
import { keptSeries } from './page/series-block.ts';
import { readSeries } from './replay-series.ts';
import { tallyOfTrials } from './tally.ts';

describe('series of real runs', () => {
  it('says what is wrong with a file that is none', () => {
    expect(() => readSeries('')).toThrow('expected the columns bench,date_ms,value');
    expect(() => readSeries('bench,date_ms,value\na,1,100\na,2,much')).toThrow('line 3');
    expect(() => readSeries('bench,date_ms,value\na,1,0')).toThrow('line 2');
  });

  it('is read by benchmark, oldest first', () => {
    const csv = 'bench,date_ms,value,unit\nb,2,1,ns\na,9,100,ns\nb,1,1,ns\na,3,10,ns\n';
    expect(readSeries(csv)).toEqual([
      [0, 0],
      [Math.log(10), Math.log(100)],
    ]);
  });

  it('keeps its tables on the page when it is not there', () => {
    expect(keptSeries('before\n<!-- series -->\nfirst\n\nsecond\n<!-- /series -->\nafter')).toBe(
      'first\n\nsecond',
    );
    expect(keptSeries('a page without marks')).toContain('Not measured yet');
    expect(keptSeries(null)).toContain('Not measured yet');
  });
});

describe('a figure beside its goal', () => {
  const gate = tallyOfTrials([
    ...Array.from({ length: 97 }, () => ({ outcome: 'passed', looks: 1 }) as const),
    ...Array.from({ length: 3 }, () => ({ outcome: 'regressed', looks: 3 }) as const),
  ]);

  it('is met, missed by chance, or missed', () => {
    const met = (atMost: number) => reachedOf({ gate }, { measure: 'regressed', goal: { atMost } }).met;
    expect([met(0.03), met(0.02), met(0.001)]).toEqual(['met', 'within two errors', 'missed']);
    expect(shareReached(0.5, { atLeast: 0.9 }, 100).met).toBe('missed');
    expect(reachedOf({ gate }, { measure: 'meanLooks', goal: { atMost: 1 } }).met).toBe('within two errors');
    expect(reachedOf({ gate }, { measure: 'meanLooks', goal: { atMost: 0.9 } }).met).toBe('missed');
  });

  it('stands in the table with its error and with what the others do', () => {
    const rivals = {
      naive: 0.141,
      median: 0.1,
      't-test': 0,
      'mann-whitney': null,
      'otava-1': 0,
      'otava-3': 0,
    };
    const cell = { gate, rivals, onePair: null };
    const figure = { noise: 0.1, history: 10, change: 0.3, measure: 'regressed' } as const;
    const reached = reachedOf(cell, { measure: 'regressed', goal: { atLeast: 0.66 } });
    const row = modeTable([{ figure, cell, reached }], false).split('\n')[2];
    expect(row).toBe(
      '| 10 % | 10 | +30 % | failed | **3.0 ± 1.7 %** | ≥ 66 % | **MISSED** | 14.1 % | 10.0 % | 0.0 % | – | 0.0 % | 0.0 % |',
    );
  });
});
