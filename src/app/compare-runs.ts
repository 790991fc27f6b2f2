import { decide } from '../gate/decide.ts';
import type { FailurePolicy } from '../model/exit-code.ts';
import { type ExitCode, exitCodeOfVerdict } from '../model/exit-code.ts';
import { GateError } from '../model/gate-error.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import type { History, HistoryEntry } from '../model/history.ts';
import type { Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment } from '../ports/environment.ts';
import type { Logger } from '../ports/logger.ts';
import type { ReportSink } from '../ports/report-sink.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import { buildReport } from './build-report.ts';
import { deliverReport } from './deliver-report.ts';
import { readRuns } from './read-runs.ts';

export interface CompareRequest {
  /** Each file is one entry of the history, oldest first; those of one job count as one. */
  readonly baseline: readonly [string, ...string[]];
  /** All files are rounds of one candidate. */
  readonly candidate: readonly [string, ...string[]];
  readonly warmUpMs: number;
  readonly policy: GatePolicy;
  readonly failure: FailurePolicy;
}

export interface CompareDeps {
  readonly reader: ResultsReader;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sinks: readonly ReportSink[];
  readonly version: string;
}

/**
 * Judges results that were made elsewhere: no load, no store.
 * @throws GateError when a file cannot be read
 */
export async function compareRuns(
  request: CompareRequest,
  deps: CompareDeps,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const { policy } = request;
  const metrics = [...new Set(policy.rules.map((rule) => rule.metric))];
  const options = { warmUpMs: request.warmUpMs, metrics };
  const entries: HistoryEntry[] = [];
  for (const [index, file] of request.baseline.entries())
    entries.push(entryOf(file, index, await readRuns(file, deps.reader, { ...options, role: 'baseline' })));
  const runs = await candidateRuns(request.candidate, deps.reader, options);
  refuseRepeated(
    'baseline',
    entries.flatMap((entry) => entry.runs),
  );
  refuseRepeated('candidate', runs);
  const history: History = { key: 'compare', entries, pinnedEntry: null };
  const decision = decide({
    history: entries,
    runs,
    policy: { ...policy, maxRounds: runs.length },
    context: { isDefaultBranch: false, allAtOnce: true },
  });
  if (decision.kind !== 'decided') throw new Error('the gate asked for another look at files');
  const report = buildReport({
    request: { script: request.candidate[0], key: history.key, policy },
    script: null,
    identity: runs[0].fingerprint.engine,
    machine: runs[0].fingerprint.machine,
    source: await deps.environment.source(),
    history,
    historySource: `${entries.length} file${entries.length === 1 ? '' : 's'}`,
    runs,
    decision,
    promotion: { kind: 'not-saved', reason: 'files were compared; nothing is filed' },
    notices: [],
    createdAt: deps.clock.now(),
    version: deps.version,
  });
  const delivered = await deliverReport(report, runs, deps.sinks, deps.logger);
  return { report: delivered, exitCode: exitCodeOfVerdict(decision.verdict.kind, request.failure) };
}

async function candidateRuns(
  files: CompareRequest['candidate'],
  reader: ResultsReader,
  options: { readonly warmUpMs: number; readonly metrics: readonly string[] },
): Promise<readonly [Run, ...Run[]]> {
  const [first, ...rest] = files;
  const runs: [Run, ...Run[]] = [...(await readRuns(first, reader, { ...options, role: 'candidate' }))];
  for (const file of rest) runs.push(...(await readRuns(file, reader, { ...options, role: 'candidate' })));
  return [runs[0], ...runs.slice(1)];
}

/** A run that is given twice would agree with itself. */
function refuseRepeated(side: string, runs: readonly Run[]): void {
  const seen = new Set<string>();
  for (const { identity } of runs) {
    if (seen.has(identity.id)) throw repeated(side, identity.id);
    seen.add(identity.id);
  }
}

function repeated(side: string, id: string): GateError {
  const message = `comparing: expected different runs as the ${side}, but ${JSON.stringify(id)} was given twice`;
  const hint = 'Name every file once; copies of one run are no further evidence.';
  return new GateError('USAGE', message, { fault: 'user', hint });
}

function entryOf(file: string, index: number, runs: readonly [Run, ...Run[]]): HistoryEntry {
  return {
    id: `${String(index).padStart(6, '0')} ${file}`,
    at: runs[0].identity.startedAt,
    commit: runs[0].identity.commit,
    branch: runs[0].identity.branch,
    verdict: 'passed',
    status: 'promoted',
    statusReason: 'named as a baseline',
    opensEpoch: false,
    acceptance: null,
    runs,
  };
}
