import { expect, it } from 'vitest';
import { readEarlierRuns } from '../../../src/app/earlier-runs.ts';
import type { GateJob } from '../../../src/app/gate-job.ts';
import { fingerprintOf } from '../../../src/app/gate-job.ts';
import { gateRequest } from '../../../src/config/gate-request.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';
import type { Run } from '../../../src/model/run.ts';
import { renderRunFile } from '../../../src/model/run-file.ts';
import type { ResultsReader } from '../../../src/ports/results-reader.ts';
import { aRun } from '../../support/run-builder.ts';

const COMMIT = 'c'.repeat(40);

function jobWith(files: readonly string[], settings: Record<string, unknown> = {}): Omit<GateJob, 'earlier'> {
  const layer = { values: { 'earlier-runs': files, ...settings }, describe: (name: string) => name };
  const { fingerprint } = aRun();
  return {
    request: gateRequest('load.js', resolveSettings(RUN_SETTINGS, [layer])),
    identity: fingerprint.engine,
    machine: fingerprint.machine,
    script: { path: '/load.js', hash: 'h', takesShortcuts: false, reads: [] },
    source: { commit: COMMIT },
  } as unknown as Omit<GateJob, 'earlier'>;
}

/** A round of the same commit and load, made by another job. */
function round(id: string, change: Partial<Run> & { readonly commit?: string } = {}): Run {
  const { commit = COMMIT, ...rest } = change;
  const run = aRun();
  const identity = { ...run.identity, id, job: 'github-1', commit, role: 'candidate' as const };
  const job = jobWith([]);
  return { ...run, fingerprint: fingerprintOf(job, job.request.env), ...rest, identity };
}

function reading(texts: Readonly<Record<string, string>>): ResultsReader {
  return {
    async *read(name) {
      yield Buffer.from(texts[name] ?? '');
    },
  };
}

const file = (...runs: readonly [Run, ...Run[]]) => renderRunFile(runs);
const read = (texts: Readonly<Record<string, string>>, settings: Record<string, unknown> = {}) =>
  readEarlierRuns(jobWith(Object.keys(texts), settings), reading(texts));

it('rounds of earlier jobs come in the order of their files', async () => {
  const runs = await read({ 'a.json': file(round('1')), 'b.json': file(round('2'), round('3')) });
  expect(runs.map(({ identity }) => identity.id)).toEqual(['1', '2', '3']);
});

// T-35
const other = { ...round('1').fingerprint, scriptHash: 'another' };

it.each([
  [
    'another commit',
    file(round('1', { commit: 'd'.repeat(40) })),
    /expected rounds of commit c+, got one of d+/,
  ],
  ['another script', file(round('1', { fingerprint: other })), /it was another load: the script changed/],
  [
    'a round whose histograms are damaged',
    file(round('1', { series: aRun().series.map((series) => ({ ...series, seconds: 'AAAA' })) })),
    /its histograms are damaged/,
  ],
  ['one round twice', file(round('1'), round('1')), /given twice/],
  [
    'as many rounds as there may be looks',
    file(round('1'), round('2'), round('3'), round('4')),
    /expected fewer than --max-rounds 4/,
  ],
  ['a report', '{"schemaVersion":1,"verdict":"passed"}', /expected the run.json of perf-gate/],
  ['a file that is not what its schema says', '{"schemaVersion":1,"runs":[{"p95":1}]}', /reading x.json/],
  ['nothing', '', /expected the run.json/],
  ['more bytes than any such file has', ' '.repeat(17 * 1024 * 1024), /at most 16777216 bytes/],
])('%s is refused', async (_, text, message) => {
  await expect(read({ 'x.json': text })).rejects.toThrow(message);
});

it.each([
  [{ policy: 'strict' }, /--earlier-runs: expected none beside --policy strict/],
  [{ 'base-url': 'http://a', 'head-url': 'http://b' }, /--earlier-runs: expected none beside paired mode/],
])('they go with the sequential test of a history alone: %j', (settings, message) => {
  expect(() => jobWith(['x.json'], settings)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(message.source.replace('--', '(--)?')) }),
  );
});
