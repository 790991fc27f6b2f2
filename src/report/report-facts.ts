import {
  formatAge,
  formatCount,
  formatMs,
  formatNumberOf,
  formatPercent,
  formatShare,
  shortCommit,
} from '../lib/format-number.ts';
import type { Comparison } from '../model/comparison.ts';
import type { EngineIdentity } from '../model/environment.ts';
import { isPaired, type Report, type RoundSummary } from '../model/report.ts';
import { decisiveJudgement } from './verdict-title.ts';

/** `5 994 requests in 1 round, 0 % failed, with k6 1.4.0.` */
export function loadFact({ candidate, environment }: Report): string {
  const { requests, runs, errorRate } = candidate;
  const engine = environment.engine === null ? '' : `, with ${engineName(environment.engine)}`;
  return `${formatNumberOf(requests, 'request')} in ${formatNumberOf(runs, 'round')}, ${formatShare(errorRate)} failed${engine}.`;
}

/** `2 rounds of k6 1.4.0 on github-hosted ubuntu-24.04, like the baseline.` */
export function measuredFact({ candidate, environment, baseline }: Report): string {
  const { engine, machine, comparability } = environment;
  const by = engine === null ? '' : ` of ${engineName(engine)}`;
  const on = machine === null ? '' : ` on ${machine.runner} (${machine.cpuModel})`;
  const differs = comparability.differences.length > 0;
  const like = differs ? '; not the same as the baseline: see the environment below' : ', like the baseline';
  return `${formatNumberOf(candidate.runs, 'round')}${by}${on}${baseline.entries === 0 ? '' : like}.`;
}

/** `Baseline: a1b2c3d (2 days old), 12 jobs, from directory .perf-gate/baselines.` */
export function baselineFact(report: Report): string {
  const { baseline } = report;
  if (isPaired(report)) return 'Held against the base, which was loaded beside the head at the same time.';
  const { commit, ageDays, entries, source } = baseline;
  if (entries === 0) return `Baseline: none yet in ${source}.`;
  const age = ageDays === null ? '' : formatAge(ageDays);
  const newest = commit === null ? age : `${shortCommit(commit)}${age === '' ? '' : ` (${age})`}`;
  return `Baseline: ${[newest, formatNumberOf(entries, 'job')].filter((part) => part !== '').join(', ')}, from ${source}.`;
}

/** `Accepted by ada: ranks by relevance. It does not fail the job; ...`; `null` when nobody did. */
export function acceptanceFact({
  acceptance,
  promotion,
}: Pick<Report, 'acceptance' | 'promotion'>): string | null {
  if (acceptance === null) return null;
  const next =
    promotion.kind === 'promoted'
      ? 'The baseline starts anew from this level.'
      : 'It does not fail the job; the baseline follows once the default branch measures this level.';
  return `Accepted by ${acceptance.by}: ${acceptance.why}. ${next}`;
}

/** What the decision rests on, one fact a line. */
export function decisionFacts(report: Report): readonly string[] {
  const { policy } = report;
  const comparison = decisiveJudgement(report)?.comparison ?? null;
  const compared =
    comparison === null
      ? []
      : [
          `Noise from ${comparison.design === 'paired' ? 'pair to pair' : 'run to run'}: ${formatPercent(comparison.noise)}. Looks taken: ${comparison.looks} of at most ${policy.maxRounds}. Smallest change that they could tell: ${formatPercent(comparison.minimumDetectableChange)}.`,
          ...(comparison.design === 'paired' ? [] : [baselineJobs(comparison)]),
        ];
  return [
    ...compared,
    `Rule: ${policyName(report)}; a regression is over ${formatPercent(policy.failThreshold)} and over ${formatMs(policy.minAbsoluteDeltaMs)}, a warning over ${formatPercent(policy.warnThreshold)}.`,
    baselineFact(report),
    promotionFact(report),
  ];
}

/** What became of the job in the store: a baseline that never grows must not go unnoticed. */
export function promotionFact({ promotion: { kind, reason } }: Report): string {
  return `This job: ${promotionWords[kind]} (${reason}).`;
}

function baselineJobs({ baseline: { entries, cut } }: Comparison): string {
  return `Baseline jobs used: ${entries}${cut > 0 ? `; ${cut} older left out, because the level shifted after them` : ''}.`;
}

const promotionWords: Readonly<Record<Report['promotion']['kind'], string>> = {
  promoted: 'part of the baseline from now on',
  withheld: 'kept beside the baseline, not part of it',
  'not-saved': 'not saved',
};

function policyName({ policy }: Report): string {
  if (policy.kind === 'strict') return 'strict, the plain ratio against the last baseline';
  return policy.evidence === 'strong' ? 'sequential test, strong evidence' : 'sequential test';
}

/** `round 2`, `round 2, head`. */
export function roundName({ round, side }: Pick<RoundSummary, 'round' | 'side'>): string {
  return side === null ? `round ${round}` : `round ${round}, ${side}`;
}

/** `Round 2: p95 224 ms, 5 994 requests.`, with the reasons where it was no measurement. */
export function roundFact({ p95, requests, invalidBecause, ...round }: RoundSummary): string {
  const measured = `${p95 === null ? 'no latencies' : `p95 ${formatMs(p95)}`}, ${formatNumberOf(requests, 'request')}`;
  return invalidBecause.length === 0
    ? `R${roundName(round).slice(1)}: ${measured}.`
    : `R${roundName(round).slice(1)}: no measurement: ${invalidBecause.join('; ')} (${measured}).`;
}

/** Engine and machine, and how they differ from the baseline's. */
export function environmentFacts({ environment }: Report): readonly string[] {
  const { engine, machine, comparability } = environment;
  return [
    ...(engine === null ? [] : [`Engine: ${engineName(engine)}.`]),
    ...(machine === null
      ? []
      : [
          `Machine: ${machine.cpuModel}, ${formatNumberOf(machine.cores, 'core')}, ${formatCount(machine.memoryMb / 1024)} GB, ${machine.os} ${machine.kernel}, ${machine.runner}.`,
        ]),
    ...(comparability.differences.length === 0
      ? []
      : [
          `${comparability.comparable ? 'Differs from' : 'Not comparable with'} the baseline: ${comparability.differences.join('; ')}.`,
        ]),
  ];
}

/** `k6 1.4.0`, `the embedded engine 0.1.0`. */
export function engineName({ name, version }: EngineIdentity): string {
  return `${name === 'k6' ? 'k6' : 'the embedded engine'} ${version}`;
}
