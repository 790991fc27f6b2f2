import { ingestResults } from '../ingest/ingest-results.ts';
import { runFromResults } from '../ingest/run-from-results.ts';
import type { Fingerprint } from '../model/environment.ts';
import { GateError } from '../model/gate-error.ts';
import type { Run, RunIdentity } from '../model/run.ts';
import { parseRunFile } from '../model/run-file.ts';
import type { ResultsReader } from '../ports/results-reader.ts';

export interface ReadRunsOptions {
  readonly warmUpMs: number;
  readonly metrics: readonly string[];
  readonly role: RunIdentity['role'];
}

/**
 * The runs of a results file: several for a `run.json` of perf-gate, one for a file that k6 wrote.
 * @throws GateError when the file cannot be read or is neither
 */
export async function readRuns(
  path: string,
  reader: ResultsReader,
  options: ReadRunsOptions,
): Promise<readonly [Run, ...Run[]]> {
  const { head, all } = await peek(reader.read(path));
  if (looksLikeOurs(head)) return ownSide(ownRuns(await text(all), path));
  const results = await ingestResults(all, { ...options, label: path });
  const startedAt = new Date(results.firstSampleMs ?? 0).toISOString();
  const outcome = { end: { kind: 'finished' as const }, ...NOTHING_KNOWN };
  return [
    runFromResults(results, {
      identity: identityOf(path, startedAt, options.role),
      fingerprint: UNKNOWN,
      outcome,
    }),
  ];
}

/** Of a paired job the version under test: the base that ran beside it is another version. */
function ownSide(runs: readonly [Run, ...Run[]]): readonly [Run, ...Run[]] {
  const [first, ...rest] = runs.filter(({ identity }) => identity.role === 'candidate');
  return first === undefined ? runs : [first, ...rest];
}

/** A results file of k6 does not say who made it, where, or with what script. */
const UNKNOWN: Fingerprint = {
  engine: { name: 'k6', version: 'unknown', backend: null, node: null },
  machine: {
    runner: 'unknown',
    os: 'unknown',
    kernel: 'unknown',
    cpuModel: 'unknown',
    cores: 1,
    memoryMb: 0,
  },
  scriptHash: 'unknown',
  loadShape: {},
};

const NOTHING_KNOWN = {
  thresholds: [],
  generator: { cpuShare: null, loopUtilisation: null },
  offeredRate: null,
  exceptions: null,
  notices: [],
};

function identityOf(path: string, startedAt: string, role: RunIdentity['role']): RunIdentity {
  return {
    id: path,
    // Of baselines each file is a job; the files of a candidate may well be of one machine, and are taken to be.
    job: role === 'candidate' ? 'candidate' : path,
    round: 1,
    role,
    commit: null,
    parentCommit: null,
    branch: null,
    pullRequest: null,
    runUrl: null,
    startedAt,
  };
}

/** @throws GateError FORMAT_UNKNOWN for another file of ours, such as a report; RESULTS_DAMAGED */
function ownRuns(document: string, path: string): readonly [Run, ...Run[]] {
  const runs = parseRunFile(document, path);
  if (runs !== null) return runs;
  throw new GateError(
    'FORMAT_UNKNOWN',
    `reading ${path}: expected results, but it is a document without runs`,
    {
      fault: 'user',
      hint: 'Give the run.json of perf-gate, not its report.json, or a results file of k6.',
    },
  );
}

function looksLikeOurs(head: Uint8Array): boolean {
  return /^\s*\{\s*"schemaVersion"/.test(Buffer.from(head.subarray(0, 200)).toString('latin1'));
}

async function peek(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? new Uint8Array() : first.value;
  async function* all(): AsyncIterable<Uint8Array> {
    if (first.done === true) return;
    yield first.value;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return { head, all: all() };
}

async function text(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
