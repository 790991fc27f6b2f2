import { describe, expect, it } from 'vitest';
import { environmentOptions } from '../../../../../src/adapters/engine-embedded/options/environment-options.ts';
import { parseStages } from '../../../../../src/adapters/engine-embedded/options/stage-list.ts';

describe('environmentOptions', () => {
  it('refuses stages that are none, naming the variable', () => {
    expect(() => environmentOptions({ K6_STAGES: '10s' })).toThrow(/K6_STAGES.*"10s"/);
  });

  it('reads numbers, flags, lists and stages, and nothing else', () => {
    const variables = {
      K6_VUS: '5',
      K6_STAGES: '10s:5,1m:0',
      K6_NO_SETUP: 'true',
      K6_SUMMARY_TREND_STATS: 'avg, p(99)',
      K6_DURATION: '',
      HOME: '/root',
      K6_CLOUD_TOKEN: 'secret',
    };
    expect(environmentOptions(variables)).toEqual({
      vus: 5,
      stages: [
        { duration: '10s', target: 5 },
        { duration: '1m', target: 0 },
      ],
      noSetup: true,
      summaryTrendStats: ['avg', 'p(99)'],
    });
  });

  it('hands a number that is none on, to be refused with its path', () => {
    expect(environmentOptions({ K6_VUS: 'many' })).toEqual({ vus: 'many' });
  });
});

describe('parseStages', () => {
  it.each(['', '10s', '10s:', ':5', '10s:-1', '10s:5,', 'abc:5', '10s:1.5'])('refuses %j', (text) => {
    expect(parseStages(text)).toBeNull();
  });
});
