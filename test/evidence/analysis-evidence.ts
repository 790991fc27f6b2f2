/**
 * Holds what `run --test stress|spike|soak` finds of the sample shop against truth that the finding has no part in: runs of 40 s
 * at fixed rates, and what the shop says of its own queue, cache and leak. Exits with 1 when a goal is missed.
 * `npm run evidence:analysis`                  records anew and writes the table of `docs/explanation/stress-spike-soak.md`: about
 *                                              70 minutes (spike 20, stress 18, soak 31) on a fresh build
 *   `--only spike|stress|soak`                 one part
 *   `--conditions TEXT`                        what else the machine did
 *   `--repetitions N`, `--minutes N`           of spikes and ramps (3), of a soak (30)
 * `npm run evidence:analysis -- --recorded`    makes the table of the last recordings
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { machineFacts } from '../../src/adapters/node/machine.ts';
import { readRecordings, writeEvidence, writeRecording } from './analysis/analysis-files.ts';
import { ANALYSIS_PARTS, type AnalysisPart } from './analysis/analysis-recording.ts';
import { evidenceRows, evidenceText } from './analysis/analysis-table.ts';
import { soakExperiment } from './analysis/soak-experiment.ts';
import { spikeExperiment } from './analysis/spike-experiment.ts';
import { stressExperiment } from './analysis/stress-experiment.ts';

const { values: options } = parseArgs({
  options: {
    recorded: { type: 'boolean', default: false },
    only: { type: 'string' },
    conditions: { type: 'string', default: 'otherwise idle' },
    repetitions: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '30' },
  },
});
const { only, conditions } = options;
const parts = only === undefined ? ANALYSIS_PARTS : ANALYSIS_PARTS.filter((part) => part === only);
if (parts.length === 0) throw new Error(`--only: expected ${ANALYSIS_PARTS.join(', ')}, got "${only}"`);
if (!options.recorded) for (const part of parts) await record(part);
const recordings = readRecordings();
const text = evidenceText(recordings);
console.log(text);
writeEvidence(text);
process.exitCode = evidenceRows(recordings).every(({ met }) => met) ? 0 : 1;

async function record(part: AnalysisPart): Promise<void> {
  const out = await mkdtemp(path.join(tmpdir(), 'perf-gate-evidence-'));
  const started = Date.now();
  try {
    const measured = await experiment(part, out);
    writeRecording(part, {
      recordedAt: new Date(started).toISOString(),
      conditions,
      machine: machineFacts(process.env),
      node: process.versions.node,
      seconds: Math.round((Date.now() - started) / 1000),
      measured,
    });
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

function experiment(part: AnalysisPart, out: string): Promise<unknown> {
  if (part === 'spike') return spikeExperiment(out, Number(options.repetitions));
  if (part === 'stress') return stressExperiment(out, Number(options.repetitions));
  return soakExperiment(out, Number(options.minutes));
}
