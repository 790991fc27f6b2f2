import { compareFinding, type FindingLook } from '../../../src/app/compare-finding.ts';
import { baselineOf } from '../../../src/app/load-findings.ts';
import type { Rng } from '../../../src/lib/rng.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { FindingEntry } from '../../../src/model/history.ts';
import { type SoakCell, soakTrial } from './soak-trial.ts';
import { type SpikeCell, spikeTrial } from './spike-trial.ts';
import { type StressCell, stressTrial } from './stress-trial.ts';

const POLICY = { failThreshold: 0.2, warnThreshold: 0.2, evidence: 'normal', spikeLimit: 0.5 } as const;
/** From run to run: the machine's day. */
const RUN_NOISE = 0.05;
/** `--max-rounds` of `run`. */
const MOST_LOOKS = 4;

/** Tests of one job, on one machine: as many as may be looked at. */
export type FindingJob = readonly Finding[];

/** Spike tests of jobs whose service takes so many times as long for a request. */
export function spikeJobs(cell: SpikeCell, slower: number, jobs: number, rng: Rng): readonly FindingJob[] {
  return jobsOf(jobs, slower, rng, (slowness) => spikeTrial({ ...cell, slowness }, rng).finding);
}

/** The same of ramps: the capacity is as many times lower. */
export function stressJobs(cell: StressCell, slower: number, jobs: number, rng: Rng): readonly FindingJob[] {
  return jobsOf(jobs, slower, rng, (slowness) => stressTrial(cell, rng, slowness).finding);
}

function jobsOf(
  jobs: number,
  slower: number,
  rng: Rng,
  test: (slowness: number) => Finding,
): readonly FindingJob[] {
  return Array.from({ length: jobs }, () => {
    const slowness = slower * Math.exp(RUN_NOISE * rng.normal());
    return Array.from({ length: MOST_LOOKS }, () => test(slowness));
  });
}

/** Whether a job, drawn from some, regressed against as many unchanged ones as the history holds. */
export function jobRegressed(
  unchanged: readonly FindingJob[],
  judged: readonly FindingJob[],
  history: number,
  rng: Rng,
): boolean {
  const drawn = (jobs: readonly FindingJob[]) => jobs[Math.floor(rng.uniform() * jobs.length)] ?? [];
  const earlier = Array.from({ length: history }, (_, index) =>
    entryOf(drawn(unchanged)[0], index, 'promoted'),
  );
  const job = drawn(judged);
  for (let looks = 1; looks <= MOST_LOOKS; looks++) {
    const [first, ...rest] = job.slice(0, looks).map((finding) => ({ finding, job: 'this' }));
    if (first === undefined) throw new Error('a job without a test');
    const { comparisons, lookAgain } = compareFinding(
      [first, ...rest],
      earlier.flat(),
      POLICY,
      looks === MOST_LOOKS,
    );
    if (comparisons.some(({ outcome }) => outcome === 'regressed')) return true;
    if (!lookAgain) return false;
  }
  return false;
}

/** What became of a series of weekly soak tests: the verdicts of the weeks after the first. */
export type WeekOutcome = 'regressed' | 'unconfirmed' | 'other';

/** Weekly soak tests, the history folded as the store would: what is worse is withheld, and is the second look of the next. */
export function soakWeeks(
  before: SoakCell,
  after: SoakCell,
  weeks: { readonly before: number; readonly after: number },
  rng: Rng,
): readonly WeekOutcome[] {
  const entries: FindingEntry[] = [];
  const outcomes: WeekOutcome[] = [];
  for (let week = 0; week < weeks.before + weeks.after; week++) {
    const finding = soakTrial(week < weeks.before ? before : after, rng);
    const outcome = soakOutcome(finding, entries);
    entries.push(...entryOf(finding, week, outcome === 'other' ? 'promoted' : 'withheld'));
    outcomes.push(outcome);
  }
  return outcomes.slice(weeks.before);
}

function soakOutcome(finding: Finding, entries: readonly FindingEntry[]): WeekOutcome {
  const { earlier, confirming } = baselineOf(finding, entries, null);
  const own: FindingLook = { finding, job: 'this' };
  const { comparisons } = compareFinding([own, ...confirming], earlier, POLICY, true);
  const has = (wanted: string) => comparisons.some(({ outcome }) => outcome === wanted);
  return has('regressed') ? 'regressed' : has('unconfirmed') ? 'unconfirmed' : 'other';
}

function entryOf(
  finding: Finding | undefined,
  index: number,
  status: FindingEntry['status'],
): readonly FindingEntry[] {
  if (finding === undefined) return [];
  const at = new Date(Date.UTC(2026, 0, 1 + 7 * index)).toISOString();
  const verdict = status === 'promoted' ? 'passed' : 'inconclusive';
  const job = {
    id: `week-${index}`,
    at,
    commit: null,
    branch: null,
    verdict,
    status,
    statusReason: '',
  } as const;
  return [{ ...job, opensEpoch: false, acceptance: null, finding }];
}
