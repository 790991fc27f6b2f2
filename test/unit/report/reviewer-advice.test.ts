import { describe, expect, it } from 'vitest';
import { adviceForReviewers } from '../../../src/report/reviewer-advice.ts';
import { aReport, aVerdict } from '../../support/report-builder.ts';

const regressed = (advice: readonly string[]) =>
  aReport({ verdict: aVerdict('regressed', 'slower'), advice });
const ACCEPT =
  'Intended: accept the new level with `perf-gate baseline accept --key load --why "..."` (recorded with your name).';
const AGAIN = 'Doubtful: re-run the job; it looks again on a fresh runner.';

describe('advice on a pull request', () => {
  it('names the label where the gate names the command', () => {
    const told = adviceForReviewers(regressed([ACCEPT, 'In doubt: run it again.']), 'perf-gate:accept');
    expect(told).toEqual([
      'Intended: add the label `perf-gate:accept` and re-run the job (recorded with your name).',
      AGAIN,
    ]);
  });

  it('names the command where there is no label, or none that is a name', () => {
    for (const label of [null, '', '`x` @octocat'])
      expect(adviceForReviewers(regressed([ACCEPT]), label)).toEqual([ACCEPT]);
  });

  it('adds nothing to what somebody has accepted, and nothing to other verdicts', () => {
    const acceptance = { by: 'ada', at: '2026-11-14T10:00:00.000Z', why: 'ranks', commit: null };
    expect(adviceForReviewers({ ...regressed([]), acceptance }, 'ok')).toEqual([]);
    expect(adviceForReviewers(aReport({ advice: ['Wait.'] }), 'ok')).toEqual(['Wait.']);
  });

  it.each([
    ['Allow another look with `--max-rounds`: one', 'Allow another look with `max-rounds`: one'],
    ['or ask for `--policy strict`.', 'or ask for `policy: strict`.'],
    ['a key of its own with `--key`.', 'a key of its own with `baseline-key`.'],
    ['use `k6 run --out json=results.json`', 'use `k6 run --out json=results.json`'],
  ])('has inputs for options: %s', (item, translated) => {
    expect(adviceForReviewers(aReport({ advice: [item] }), null)).toEqual([translated]);
  });
});
