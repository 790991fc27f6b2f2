import { describe, expect, it } from 'vitest';
import { isAcceptable, isDefaultBranch, promotionOf } from '../../../src/gate/promotion.ts';
import { UNCONFIRMED, VERDICT_KINDS, type VerdictKind } from '../../../src/model/verdict.ts';

const MAIN = { commit: 'c0ffee', branch: 'main', defaultBranch: 'main', pullRequest: null };
const BRANCH = { commit: 'c0ffee', branch: 'faster', defaultBranch: 'main', pullRequest: null };
const PULL_REQUEST = { commit: 'c0ffee', branch: 'main', defaultBranch: 'main', pullRequest: 7 };
const NO_GIT = { commit: null, branch: null, defaultBranch: null, pullRequest: null };

const ACCEPTED = {
  by: 'ada',
  at: '2026-11-01T10:00:00.000Z',
  why: 'ranks by relevance',
  commit: 'c0ffee',
};

const verdict = (kind: VerdictKind) => ({ kind, reasons: [{ code: 'x', text: 'x' }] as const });

// T-22
describe('promotion', () => {
  it.each<[VerdictKind, 'promoted' | 'withheld' | 'not-saved', boolean]>([
    ['passed', 'promoted', false],
    ['warned', 'promoted', false],
    ['no-baseline', 'promoted', false],
    ['inconclusive', 'promoted', false],
    ['improved', 'promoted', true],
    ['not-comparable', 'promoted', false],
    ['regressed', 'withheld', false],
    ['slo-breached', 'withheld', false],
    ['invalid', 'not-saved', false],
  ])('of a %s run of main: %s', (kind, status, opensEpoch) => {
    expect(promotionOf({ verdict: verdict(kind), source: MAIN, updateBaseline: 'auto' })).toMatchObject({
      status,
      opensEpoch,
    });
  });

  it.each(['error-rate', 'error-rate-rose', 'threshold-crossed', 'target-stopped-answering'])(
    'is for no regressed run beside a broken limit (%s), accepted or not',
    (code) => {
      const reasons = [
        { code: 'regressed', text: 'x' },
        { code, text: 'y' },
      ] as const;
      const broken = { kind: 'regressed' as const, reasons };
      expect(isAcceptable(broken)).toBe(false);
      for (const updateBaseline of ['auto', 'always'] as const)
        expect(
          promotionOf({ verdict: broken, source: MAIN, updateBaseline, acceptance: ACCEPTED }),
        ).toMatchObject({ status: 'withheld', reason: 'latencies beside broken SLOs are no baseline' });
    },
  );

  it('can be a matter of acceptance for a regression alone', () => {
    expect(VERDICT_KINDS.filter((kind) => isAcceptable(verdict(kind)))).toEqual(['regressed']);
  });

  it('waits where a run is inconclusive only because nobody looked twice at what is surely over the limit', () => {
    const unconfirmed = {
      kind: 'inconclusive' as const,
      reasons: [{ code: UNCONFIRMED, text: 'x' }] as const,
    };
    const decided = promotionOf({ verdict: unconfirmed, source: MAIN, updateBaseline: 'auto' });
    expect(decided).toMatchObject({ status: 'withheld', opensEpoch: false });
  });

  it('leaves what one job is not sure of to the job that it hands over to, and nothing else', () => {
    for (const kind of VERDICT_KINDS) {
      const input = { verdict: verdict(kind), source: MAIN, updateBaseline: 'auto' as const };
      const decided = promotionOf({ ...input, handsOver: true });
      if (kind === 'inconclusive')
        expect(decided).toMatchObject({ status: 'withheld', reason: expect.stringContaining('another job') });
      else expect(decided).toEqual(promotionOf(input));
    }
  });

  it.each(VERDICT_KINDS)('never happens to a %s run of another branch, accepted or not', (kind) => {
    for (const acceptance of [null, ACCEPTED]) {
      const branch = promotionOf({
        verdict: verdict(kind),
        source: BRANCH,
        updateBaseline: 'auto',
        acceptance,
      });
      expect(branch.status).toBe(kind === 'invalid' ? 'not-saved' : 'withheld');
      expect(branch.opensEpoch).toBe(false);
    }
  });

  it.each(VERDICT_KINDS)('leaves no trace of a %s run of a pull request, whatever was asked for', (kind) => {
    for (const updateBaseline of ['auto', 'always', 'never'] as const)
      for (const acceptance of [null, ACCEPTED])
        expect(
          promotionOf({ verdict: verdict(kind), source: PULL_REQUEST, updateBaseline, acceptance }),
        ).toMatchObject({ status: 'not-saved', opensEpoch: false });
  });

  it.each<[VerdictKind, 'promoted' | 'withheld' | 'not-saved', boolean]>([
    ['regressed', 'promoted', true],
    ['slo-breached', 'withheld', false],
    ['invalid', 'not-saved', false],
    ['passed', 'promoted', false],
    ['warned', 'promoted', false],
    ['inconclusive', 'promoted', false],
    ['no-baseline', 'promoted', false],
    ['not-comparable', 'promoted', false],
    ['improved', 'promoted', true],
  ])('of an accepted %s run of main: %s', (kind, status, opensEpoch) => {
    const input = { verdict: verdict(kind), source: MAIN, acceptance: ACCEPTED };
    expect(promotionOf({ ...input, updateBaseline: 'auto' })).toMatchObject({ status, opensEpoch });
    expect(promotionOf({ ...input, updateBaseline: 'never' }).status).toBe('not-saved');
  });

  it('cannot be had by acceptance where only one look was surely over the limit', () => {
    const unconfirmed = {
      kind: 'inconclusive' as const,
      reasons: [{ code: UNCONFIRMED, text: 'x' }] as const,
    };
    const input = { verdict: unconfirmed, source: MAIN, updateBaseline: 'auto' as const };
    expect(promotionOf({ ...input, acceptance: ACCEPTED }).status).toBe('withheld');
  });

  it.each(VERDICT_KINDS)(
    'never happens to a %s run that repeats what later commits have followed',
    (kind) => {
      const input = {
        verdict: verdict(kind),
        source: MAIN,
        updateBaseline: 'auto' as const,
        overtaken: true,
      };
      for (const acceptance of [null, ACCEPTED])
        expect(promotionOf({ ...input, acceptance })).toMatchObject({
          status: kind === 'invalid' ? 'not-saved' : 'withheld',
          opensEpoch: false,
        });
    },
  );

  it('says who accepted, and why', () => {
    const input = { verdict: verdict('regressed'), source: MAIN, updateBaseline: 'auto' as const };
    expect(promotionOf({ ...input, acceptance: ACCEPTED }).reason).toBe(
      'accepted by ada: ranks by relevance',
    );
  });

  it.each(VERDICT_KINDS)('never happens to a %s run of a commit whose branch nobody knows', (kind) => {
    const source = { ...MAIN, branch: null };
    const decided = promotionOf({ verdict: verdict(kind), source, updateBaseline: 'auto' });
    expect(decided.status).not.toBe('promoted');
    expect(isDefaultBranch(source)).toBe(false);
  });

  it('takes a folder without version control as the default branch', () => {
    expect(promotionOf({ verdict: verdict('passed'), source: NO_GIT, updateBaseline: 'auto' }).status).toBe(
      'promoted',
    );
  });

  it.each<[VerdictKind, 'promoted' | 'withheld' | 'not-saved', boolean]>([
    ['passed', 'promoted', false],
    ['regressed', 'promoted', true],
    ['slo-breached', 'withheld', false],
    ['invalid', 'not-saved', false],
  ])('always asked for, of a %s run of a branch: %s', (kind, status, opensEpoch) => {
    expect(promotionOf({ verdict: verdict(kind), source: BRANCH, updateBaseline: 'always' })).toMatchObject({
      status,
      opensEpoch,
    });
  });

  it.each(VERDICT_KINDS)('never asked for: a %s run leaves no trace', (kind) => {
    expect(promotionOf({ verdict: verdict(kind), source: MAIN, updateBaseline: 'never' }).status).toBe(
      'not-saved',
    );
  });

  it('says why', () => {
    expect(promotionOf({ verdict: verdict('passed'), source: BRANCH, updateBaseline: 'auto' }).reason).toBe(
      'only runs of main become the baseline',
    );
  });
});
