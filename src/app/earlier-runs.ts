import { compareFingerprints } from '../gate/comparability.ts';
import { GateError } from '../model/gate-error.ts';
import type { Run } from '../model/run.ts';
import { parseRunFile } from '../model/run-file.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import { decodeSeconds } from '../stats/second-histograms.ts';
import { fingerprintOf, type GateJob } from './gate-job.ts';

/** A `run.json` has some 100 KB a round; what comes out of an artifact may be anything. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Rounds that other jobs made of the same commit under the same load, in the order of their files: looks that come
 * before this job's own. The files are not trusted: each is bounded and held against its schema, and what is of
 * another commit, script or load is refused rather than left out, or the looks would be fewer than the verdict says.
 * @throws GateError FILE_NOT_FOUND, FILE_UNREADABLE, RESULTS_DAMAGED; USAGE where they are not of this job's kind
 */
export async function readEarlierRuns(
  job: Omit<GateJob, 'earlier'>,
  reader: ResultsReader,
): Promise<readonly Run[]> {
  const { earlierRuns, policy } = job.request;
  const runs: Run[] = [];
  for (const file of earlierRuns)
    for (const run of await runsIn(file, reader)) {
      const problem = problemOf(run, runs, job);
      if (problem !== null) throw refused(file, problem);
      runs.push(run);
    }
  if (runs.length > 0 && runs.length >= policy.maxRounds)
    throw refused(
      earlierRuns.join(', '),
      `expected fewer than --max-rounds ${policy.maxRounds} rounds, got ${runs.length}`,
    );
  return runs;
}

async function runsIn(file: string, reader: ResultsReader): Promise<readonly Run[]> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reader.read(file)) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw refused(file, `expected at most ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const runs = parseRunFile(Buffer.concat(chunks).toString('utf8'), file);
  if (runs === null) throw refused(file, 'expected the run.json of perf-gate, got something else');
  return runs.filter(({ identity }) => identity.role === 'candidate');
}

/** Why a round is no earlier look of this job; `null`: it is one. */
function problemOf(run: Run, before: readonly Run[], job: Omit<GateJob, 'earlier'>): string | null {
  const { identity, fingerprint } = run;
  if (before.some((known) => known.identity.id === identity.id)) return 'a round was given twice';
  if (identity.commit !== job.source.commit)
    return `expected rounds of commit ${job.source.commit ?? 'none'}, got one of ${identity.commit ?? 'none'}`;
  if (!hasGoodHistograms(run)) return 'its histograms are damaged';
  const { env } = job.request;
  const { comparable, differences } = compareFingerprints(fingerprint, fingerprintOf(job, env));
  return comparable ? null : `it was another load: ${differences[0] ?? 'it differs'}`;
}

/** These rounds are filed with the job's own: what cannot be read back would spoil the history. */
function hasGoodHistograms({ series }: Run): boolean {
  try {
    for (const { seconds } of series) decodeSeconds(seconds);
    return true;
  } catch {
    return false;
  }
}

function refused(file: string, problem: string): GateError {
  return new GateError('USAGE', `--earlier-runs ${file}: ${problem}`, {
    fault: 'user',
    hint: 'Give the run.json that the job before this one left for the same commit, script and load, unchanged.',
  });
}
