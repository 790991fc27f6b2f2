import { findingChart } from '../analysis/finding-chart.ts';
import { findingSentence } from '../analysis/finding-sentence.ts';
import { type FindingGoals, findingVerdict, isAcceptable } from '../analysis/finding-verdict.ts';
import type { FailurePolicy } from '../model/exit-code.ts';
import { type ExitCode, exitCodeOfVerdict } from '../model/exit-code.ts';
import type { Finding, FindingReport } from '../model/finding.ts';
import type { FindingEntry } from '../model/history.ts';
import type { Notice } from '../model/run.ts';
import type { Acceptances } from '../ports/acceptances.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment, SourceFacts } from '../ports/environment.ts';
import type { FindingSink } from '../ports/finding-sink.ts';
import type { Logger } from '../ports/logger.ts';
import { acceptanceOf } from './acceptance-of.ts';
import { compareFinding, type FindingPolicy, type FindingsJudged } from './compare-finding.ts';
import { fileFinding } from './file-finding.ts';
import { tellingStore } from './file-job.ts';
import { baselineOf } from './load-findings.ts';

/** How findings are judged, filed and told, however they were made. */
export interface FindingTerms {
  readonly key: string;
  readonly goals: FindingGoals;
  readonly policy: FindingPolicy;
  readonly failure: FailurePolicy;
  readonly updateBaseline: 'auto' | 'always' | 'never';
}

export interface FindingDeps {
  readonly store: BaselineStore;
  readonly environment: Environment;
  /** Absent: nothing is ever accepted here. */
  readonly acceptances?: Acceptances;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sinks: readonly FindingSink[];
  readonly version: string;
}

/** One test of the job and what was found in it. */
export interface Found {
  readonly finding: Finding;
  readonly source: string;
  /** Milliseconds since the epoch of the first request. */
  readonly startMs: number | null;
  readonly notices: readonly Notice[];
}

export interface FindingOutcome {
  readonly report: FindingReport;
  readonly exitCode: ExitCode;
}

/** Judges the newest finding against its goals and against earlier ones, files and tells it. */
export async function concludeFinding(
  looks: readonly [Found, ...Found[]],
  earlier: readonly FindingEntry[],
  terms: FindingTerms,
  deps: FindingDeps,
): Promise<FindingOutcome> {
  const source = await deps.environment.source();
  const judged = judgeFindings(looks, earlier, source, terms.policy, true);
  const found = reportOf(looks, judged, source, terms, deps);
  const { acceptance, notices } = await acceptanceOf(isAcceptable(found.verdict), deps.acceptances);
  const accepted = { ...found, acceptance, notices: [...found.notices, ...notices] };
  const filing = { source, updateBaseline: terms.updateBaseline, filed: earlier };
  const promotion = await fileFinding(accepted, filing, tellingStore(deps));
  const report = await deliverFinding({ ...accepted, promotion }, deps);
  const exitCode = exitCodeOfVerdict(report.verdict.kind, terms.failure, acceptance !== null);
  return { report, exitCode };
}

/**
 * What the tests of a job say beside earlier ones.
 * @param exhausted no further test can be made
 */
export function judgeFindings(
  looks: readonly [Found, ...Found[]],
  entries: readonly FindingEntry[],
  source: Pick<SourceFacts, 'defaultBranch'>,
  policy: FindingPolicy,
  exhausted: boolean,
): FindingsJudged & { readonly notices: readonly Notice[] } {
  const [first, ...further] = looks.map(({ finding }) => ({ finding, job: 'this' }));
  const newest = (looks.at(-1) ?? looks[0]).finding;
  const { earlier, confirming, notices } = baselineOf(newest, entries, source.defaultBranch);
  const all = [first ?? { finding: newest, job: 'this' }, ...further, ...confirming] as const;
  return { ...compareFinding(all, earlier, policy, exhausted), notices };
}

type Unfiled = Omit<FindingReport, 'promotion'>;

function reportOf(
  looks: readonly [Found, ...Found[]],
  { comparisons, notices }: ReturnType<typeof judgeFindings>,
  source: SourceFacts,
  terms: FindingTerms,
  { environment, clock, version }: FindingDeps,
): Unfiled {
  const newest = looks.at(-1) ?? looks[0];
  const { finding } = newest;
  const sentence = findingSentence(finding);
  return {
    schemaVersion: 1,
    tool: { name: 'perf-gate', version },
    id: environment.newId(),
    createdAt: new Date(clock.now()).toISOString(),
    key: terms.key,
    source: newest.source,
    startedAt: newest.startMs === null ? null : new Date(newest.startMs).toISOString(),
    commit: source.commit,
    branch: source.branch,
    runUrl: source.runUrl,
    verdict: findingVerdict(finding, sentence, comparisons, terms.goals),
    sentence,
    finding,
    comparisons,
    acceptance: null,
    notices: [...looks.flatMap((look) => look.notices), ...notices],
    artifacts: {},
  };
}

async function deliverFinding(report: FindingReport, { sinks, logger }: FindingDeps): Promise<FindingReport> {
  let told = report;
  for (const sink of sinks) {
    const delivery = await sink.deliver(told, findingChart(told));
    if (delivery.kind === 'failed') {
      logger.warn(`${delivery.what}: ${delivery.cause}. ${delivery.hint}`);
      continue;
    }
    const notices = [...told.notices, ...delivery.notices];
    told = { ...told, artifacts: { ...told.artifacts, ...delivery.artifacts }, notices };
  }
  return told;
}
