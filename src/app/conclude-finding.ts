import { findingChart } from '../analysis/finding-chart.ts';
import { findingSentence } from '../analysis/finding-sentence.ts';
import { type FindingGoals, findingVerdict } from '../analysis/finding-verdict.ts';
import { promotionOf } from '../gate/promotion.ts';
import type { FailurePolicy } from '../model/exit-code.ts';
import { type ExitCode, exitCodeOfVerdict } from '../model/exit-code.ts';
import type { Finding, FindingReport } from '../model/finding.ts';
import type { Notice } from '../model/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment, SourceFacts } from '../ports/environment.ts';
import type { FindingSink } from '../ports/finding-sink.ts';
import type { FindingStore } from '../ports/finding-store.ts';
import type { Logger } from '../ports/logger.ts';
import { compareFinding, type FindingPolicy } from './compare-finding.ts';

/** How findings are judged, filed and told, however they were made. */
export interface FindingTerms {
  readonly key: string;
  readonly goals: FindingGoals;
  readonly policy: FindingPolicy;
  readonly failure: FailurePolicy;
  readonly updateBaseline: 'auto' | 'always' | 'never';
}

export interface FindingDeps {
  readonly store: FindingStore;
  readonly environment: Environment;
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
  earlier: readonly FindingReport[],
  terms: FindingTerms,
  deps: FindingDeps,
): Promise<FindingOutcome> {
  const source = await deps.environment.source();
  const report = reportOf(looks, earlier, source, terms, deps);
  const filed = await fileFinding(report, source, terms, deps.store);
  const told = { ...report, notices: [...report.notices, ...filed] };
  return {
    report: await deliverFinding(told, deps),
    exitCode: exitCodeOfVerdict(report.verdict.kind, terms.failure),
  };
}

function reportOf(
  looks: readonly [Found, ...Found[]],
  earlier: readonly FindingReport[],
  source: SourceFacts,
  terms: FindingTerms,
  { environment, clock, version }: FindingDeps,
): FindingReport {
  const newest = looks.at(-1) ?? looks[0];
  const { finding } = newest;
  const findings = looks.map((look) => look.finding);
  const comparison = compareFinding(findings, earlier, terms.policy, true)?.comparison ?? null;
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
    verdict: findingVerdict(finding, sentence, comparison, terms.goals),
    sentence,
    finding,
    comparison,
    notices: looks.flatMap((look) => look.notices),
    artifacts: {},
  };
}

/** Only what may enter the history is kept; a refused save is told and never fatal. */
async function fileFinding(
  report: FindingReport,
  source: SourceFacts,
  { key, updateBaseline }: FindingTerms,
  store: FindingStore,
): Promise<Notice[]> {
  const { verdict } = report;
  if (promotionOf({ verdict, source, updateBaseline }).status !== 'promoted') return [];
  const saved = await store.add(key, report);
  if (saved.kind !== 'refused') return [];
  return [{ code: 'finding-not-saved', text: `${saved.reason}. ${saved.hint}` }];
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
