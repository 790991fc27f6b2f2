import { expect, it } from 'vitest';
import { acceptFinding } from '../../../src/app/accept-finding.ts';
import { concludeFinding, type Found } from '../../../src/app/conclude-finding.ts';
import { findingKey, loadFindings } from '../../../src/app/load-findings.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Acceptances } from '../../../src/ports/acceptances.ts';
import type { SourceFacts } from '../../../src/ports/environment.ts';
import { aSoakFinding, aSpikeFinding, aStressFinding } from '../../support/finding-builder.ts';
import { makeMemoryStore } from '../../support/memory-store.ts';

const MAIN = {
  ...{ commit: 'c1', parentCommit: null, branch: 'main', defaultBranch: 'main' },
  ...{ pullRequest: null, runUrl: null, job: null, actor: 'ada' },
};
const BY_LABEL = { by: 'ada', at: '2026-01-09T00:00:00Z', why: 'label on #7', commit: 'c9' };

/** A service whose tests are concluded one after the other, a week apart. */
class Weeks {
  readonly store = makeMemoryStore();
  asked = 0;
  #week = 0;

  async conclude(
    findings: readonly Finding[],
    { accepted = false, source = MAIN, maxRecoverySeconds = 300 }: WeekOptions = {},
  ) {
    const at = Date.UTC(2026, 0, 1 + 7 * this.#week++);
    const [first, ...rest] = findings.map(
      (finding): Found => ({ finding, source: 'k6.js', startMs: at, notices: [] }),
    );
    if (first === undefined) throw new Error('a week without a test');
    const { test } = first.finding;
    const { entries } = await loadFindings(this.store, test, 'shop');
    const goals = { minCapacity: null, maxRecoverySeconds, maxErrorRate: 0.01 };
    const policy = { failThreshold: 0.2, warnThreshold: 0.2, evidence: 'normal', spikeLimit: 0.5 } as const;
    const failure = { failOnRegression: true, failOnInconclusive: false, failOnNoBaseline: false };
    const terms = { key: 'shop', goals, policy, failure, updateBaseline: 'auto' } as const;
    return concludeFinding([first, ...rest], entries, terms, {
      store: this.store,
      environment: {
        machine: () => Promise.reject(new Error('not asked for')),
        source: async () => source,
        newId: () => `week-${this.#week}`,
      },
      acceptances: this.#acceptances(accepted),
      clock: { now: () => at, monotonic: () => 0 },
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      sinks: [],
      version: '0',
    });
  }

  #acceptances(accepted: boolean): Acceptances {
    return {
      find: async () => {
        this.asked++;
        return { acceptance: accepted ? BY_LABEL : null, notices: [] };
      },
    };
  }
}

it('an old test that is run again after later commits have followed is no level that later ones are held against', async () => {
  const weeks = await afterQuickWeeks();
  await weeks.conclude([spike(12)], { source: { ...MAIN, commit: 'new', job: 'github-10-1-spike' } });
  const again = { ...MAIN, commit: 'old', job: 'github-9-2-spike' };
  const { report } = await weeks.conclude([spike(4)], { source: again });
  expect(report.promotion).toMatchObject({
    kind: 'withheld',
    reason: expect.stringContaining('older commit'),
  });
  const first = { ...MAIN, commit: 'newer', job: 'github-11-1-spike' };
  expect((await weeks.conclude([spike(12)], { source: first })).report.promotion.kind).toBe('promoted');
});

interface WeekOptions {
  readonly accepted?: boolean;
  readonly source?: SourceFacts;
  readonly maxRecoverySeconds?: number;
}

const spike = (recoverySeconds: number) => aSpikeFinding({ recoverySeconds });
const QUICK = [12, 13, 12, 11, 12];

async function afterQuickWeeks(): Promise<Weeks> {
  const weeks = new Weeks();
  for (const seconds of QUICK) await weeks.conclude([spike(seconds)]);
  return weeks;
}

it('a longer recovery that two spikes show is a regression, withheld, and told again until it is mended', async () => {
  const weeks = await afterQuickWeeks();
  for (let week = 0; week < 2; week++) {
    const { report, exitCode } = await weeks.conclude([spike(50), spike(48)]);
    expect(exitCode).toBe(1);
    expect(report.verdict).toMatchObject({ kind: 'regressed', reasons: [{ code: 'recovery-longer' }] });
    expect(report.promotion).toMatchObject({ kind: 'withheld' });
    expect(report.comparisons[0]?.tests).toBe(5);
  }
  expect((await weeks.conclude([spike(12)])).report.verdict.kind).toBe('passed');
});

it('one spike alone fails nobody, and does not become the level that later ones are held against', async () => {
  const weeks = await afterQuickWeeks();
  const { report, exitCode } = await weeks.conclude([spike(50)]);
  expect(exitCode).toBe(0);
  expect(report.verdict.kind).toBe('inconclusive');
  expect(report.promotion.kind).toBe('withheld');
});

// T-22
it('accepted by a label it does not fail, carries who and why, and is the level that later ones are held against', async () => {
  const weeks = await afterQuickWeeks();
  const { report, exitCode } = await weeks.conclude([spike(50), spike(48)], { accepted: true });
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({
    verdict: { kind: 'regressed' },
    acceptance: BY_LABEL,
    promotion: { kind: 'promoted' },
  });
  const { entries } = await loadFindings(weeks.store, 'spike', 'shop');
  expect(entries.at(-1)).toMatchObject({
    opensEpoch: true,
    acceptance: { entry: 'week-6', ...BY_LABEL },
    statusReason: 'accepted by ada: label on #7',
  });
  const next = (await weeks.conclude([spike(49)])).report;
  expect(next.verdict.kind).toBe('passed');
  expect(next.comparisons[0]).toMatchObject({ tests: 1 });
  expect(next.comparisons[0]?.outcome).not.toBe('told');
});

it('accepted by the command it is the same, with its audit line', async () => {
  const weeks = await afterQuickWeeks();
  await weeks.conclude([spike(50), spike(48)]);
  const request = {
    key: 'shop',
    entry: null,
    by: 'kim',
    why: 'dearer',
    commit: null,
    at: '2026-03-01T00:00:00Z',
  };
  await expect(acceptFinding(weeks.store, 'spike', { ...request, why: ' ' })).rejects.toMatchObject({
    code: 'USAGE',
  });
  await expect(acceptFinding(weeks.store, 'stress', request)).rejects.toMatchObject({
    code: 'BASELINE_NOT_FOUND',
  });
  expect(await acceptFinding(weeks.store, 'spike', request)).toMatchObject({ entry: 'week-6', by: 'kim' });
  const { report } = await weeks.conclude([spike(49)]);
  expect(report.comparisons[0]).toMatchObject({ tests: 1 });
  expect(report.verdict.kind).toBe('passed');
});

it('nobody is asked to accept what breaks a promise, nor what is not worse', async () => {
  const weeks = await afterQuickWeeks();
  const { report, exitCode } = await weeks.conclude([spike(90), spike(95)], {
    accepted: true,
    maxRecoverySeconds: 60,
  });
  expect(report.verdict.reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['recovery-longer', 'recovery-too-slow']),
  );
  expect({ exitCode, acceptance: report.acceptance, asked: weeks.asked }).toEqual({
    exitCode: 1,
    acceptance: null,
    asked: 0,
  });
});

// T-21
it('a pull request is held against the branch and leaves no trace', async () => {
  const weeks = await afterQuickWeeks();
  const source = { ...MAIN, branch: 'ranks', pullRequest: 7 };
  const { report } = await weeks.conclude([spike(12)], { source, accepted: true });
  expect(report.comparisons[0]).toMatchObject({ tests: 5, outcome: 'passed' });
  expect(report.promotion).toEqual({
    kind: 'not-saved',
    reason: 'runs of pull requests never enter the history',
  });
  expect((await loadFindings(weeks.store, 'spike', 'shop')).entries).toHaveLength(5);
});

it('a soak test that rises faster is told, and a regression when the week after says so, too', async () => {
  const weeks = new Weeks();
  const soak = (change: number) => {
    const finding = aSoakFinding({ outcome: 'steady' });
    const resources = finding.resources.map((drift) => ({
      ...drift,
      change,
      changeAtLeast: change - 0.01,
      rises: false,
    }));
    return { ...finding, resources };
  };
  for (const change of [0, 0.01, 0, 0.005]) await weeks.conclude([soak(change)]);
  expect((await weeks.conclude([soak(0.13)])).report.verdict.kind).toBe('inconclusive');
  const { report } = await weeks.conclude([soak(0.12)]);
  expect(report.verdict).toMatchObject({ kind: 'regressed', reasons: [{ code: 'growth-faster' }, {}] });
});

it('what is kept has no pictures in it, and a store that refuses is told', async () => {
  const weeks = new Weeks();
  const point = { second: 0, rate: 1, p95Ms: 1, errorRate: 0 };
  await weeks.conclude([aSpikeFinding({ points: [point] })]);
  const [kept] = (await loadFindings(weeks.store, 'spike', 'shop')).entries;
  expect(kept?.finding).toEqual({ ...aSpikeFinding(), points: [] });
  weeks.store.refuseWrites({ kind: 'refused', reason: 'the disk is full', hint: 'Make room.' });
  const { report, exitCode } = await weeks.conclude([aStressFinding()]);
  expect(report.promotion).toEqual({ kind: 'not-saved', reason: 'the disk is full. Make room.' });
  expect(exitCode).toBe(0);
});

it('earlier findings that cannot be read are never none', async () => {
  const weeks = new Weeks();
  weeks.store.failReads({ kind: 'unknown', cause: 'no answer', hint: 'Run the job again.' });
  await expect(weeks.conclude([spike(12)])).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
});

it('findings of each test and key are apart', () => {
  const keys = [
    findingKey('stress', 'stress'),
    findingKey('stress', 'spike'),
    findingKey('spike', 'stress'),
    findingKey('spike', 'spike'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
