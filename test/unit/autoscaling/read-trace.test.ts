import { describe, expect, it } from 'vitest';
import { rateAt, shiftedTrace, spikeOnset, spikeTrace } from '../../../src/autoscaling/load/load-trace.ts';
import { readTrace } from '../../../src/autoscaling/load/read-trace.ts';
import { spikeTop } from '../../../src/autoscaling/load/spike-size.ts';

const read = (text: string) => readTrace(text, 'load.csv');

describe('a load of seconds and rates that is wrong', () => {
  it.each([
    ['', /expected seconds,rate lines, got none/],
    ['\n\n# only words\n', /got none/],
    ['seconds,rate\n', /got none/],
    ['0,50\n10\n', /line 2: expected two columns, seconds and rate, got 1: 10/],
    ['0,50,7\n', /line 1: expected two columns/],
    ['0,NaN\n', /line 1: expected a rate, got "NaN"/],
    ['0,\n', /line 1: expected a rate, got ""/],
    ['NaN,5\n', /line 1: expected a number of seconds, got "NaN"/],
    ['0,5\n1,Infinity\n', /line 2: expected a rate, got "Infinity"/],
    ['0,5\n1,-3\n', /line 2: expected a rate of 0 or more, got -3/],
    ['0,5\n10,6\n5,7\n', /line 3: expected a time after 10 s, in ascending order, got 5 s/],
    ['0,5\n0,6\n', /line 2: expected a time after 0 s/],
    ['0,5\nten,6\n', /line 2: expected a number of seconds, got "ten"/],
    ['0,5\n700000,6\n', /line 2: expected a load of at most 7 days, got 700000 s/],
    ['<html>\n', /load\.csv, line 1: expected two columns/],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('names its line as an editor counts, comments and headings included', () => {
    expect(() => read('# load\r\nseconds,rate\r\n\r\n0,5\r\n1,x\r\n')).toThrow(/line 5/);
  });
});

describe('a load of seconds and rates', () => {
  it.each([
    ['with a heading', 'seconds,rate\n0,50\n10,500\n'],
    ['with units in its heading', '"time (s)","rate (req/s)"\n0,50\n10,500\n'],
    ['of Windows, with a mark', '\ufeff0,50\r\n10,500\r\n'],
    ['with semicolons', '0;50\n10;500'],
    ['with tabs and spaces', ' 0\t50 \n10 \t 500'],
    ['with comments', '# warm-up\n0,50\n\n# spike\n10,500\n'],
  ])('may be %s', (_, text) => {
    expect(read(text)).toEqual({
      trace: {
        points: [
          { second: 0, rate: 50 },
          { second: 10, rate: 500 },
        ],
        endSecond: 20,
      },
      notices: [],
    });
  });

  it('tells of gaps, over which the rate is taken to hold', () => {
    const { notices } = read('0,5\n1,5\n2,5\n300,5\n301,5\n');
    expect(notices).toEqual([
      {
        code: 'trace-gap',
        text: 'load.csv has no point for 298 s after second 2: the rate before it is taken to hold',
      },
    ]);
    expect(read('0,5\n300,50\n600,5\n900,5\n').notices).toEqual([]);
  });
});

describe('a trace', () => {
  const trace = spikeTrace({
    baseRate: 50,
    topRate: 500,
    rampSeconds: 2,
    holdSeconds: 100,
    afterSeconds: 60,
  });

  it('rises in steps, holds, and falls', () => {
    expect([-100, -1, 0, 1, 2, 101, 102, 200].map((second) => rateAt(trace, second))).toEqual([
      50, 50, 200, 350, 500, 500, 50, 50,
    ]);
    expect(trace.endSecond).toBe(162);
  });

  it('takes off where it leaves its base', () => {
    expect(spikeOnset(trace)).toBe(0);
    const noisy = [40, 55, 60, 45, 300, 500, 480].map((rate, index) => ({ second: index * 10, rate }));
    const [first, ...rest] = noisy;
    expect(first === undefined ? null : spikeOnset({ points: [first, ...rest], endSecond: 70 })).toBe(40);
  });

  it('has no spike when it hardly rises', () => {
    expect(
      spikeOnset({
        points: [
          { second: 0, rate: 100 },
          { second: 9, rate: 149 },
        ],
        endSecond: 20,
      }),
    ).toBeNull();
    expect(spikeOnset({ points: [{ second: 0, rate: 0 }], endSecond: 20 })).toBeNull();
  });

  it('can have its zero moved', () => {
    expect(shiftedTrace(trace, 2)).toMatchObject({
      points: [{ second: -3 }, { second: -2 }, { second: -1 }, { second: 0 }, { second: 100 }],
      endSecond: 160,
    });
  });
});

describe('the size of a spike', () => {
  it('is a factor or a rate', () => {
    expect([spikeTop('10x', 50), spikeTop('1.5X', 50), spikeTop('500', 50), spikeTop('500', 0)]).toEqual([
      500, 75, 500, 500,
    ]);
  });

  it.each([
    ['ten', 50],
    ['-10x', 50],
    ['10 x y', 50],
    ['', 50],
    ['1x', 50],
    ['40', 50],
    ['10x', 0],
    ['1e3', 50],
    ['9999999999', 50],
  ])('%j over %d is refused', (text, base) => {
    expect(() => spikeTop(text, base)).toThrow(/--spike: expected/);
  });

  it.each([
    ['10x', 0, /--base-rate 0 --spike 500/],
    ['40', 50, /a number alone is the rate/],
    ['1000000000x', 50, /50 a second, .* at most 20000000x/],
    ['9999999999', 0, /a number alone is the rate/],
  ])('of %j over %d gets a hint that fits', (text, base, hint) => {
    expect(() => spikeTop(text, base)).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(hint) }),
    );
  });
});
