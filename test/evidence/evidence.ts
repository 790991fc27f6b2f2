/**
 * Loads the sample shop in pairs and in single runs for half an hour, and writes what the gate would have said to
 * `docs/explanation/real-evidence.md`. Exits with 1 when a goal is missed.
 * `npm run evidence`                     records anew (30 minutes); `--conditions TEXT` says what else the machine did,
 *                                        `--busy` records the one of an overloaded machine
 * `npm run evidence -- --recorded`       makes the page of the last recordings
 * `npm run evidence -- --series FILE`    replays the gate on a series of real runs (CSV: bench, date_ms, value) and
 *                                        writes the table into `docs/explanation/false-alarms.md`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newSeries, withSeries } from '../calibration/page/series-block.ts';
import { seriesSection } from '../calibration/page/series-section.ts';
import { readSeries } from '../calibration/replay-series.ts';
import { missesBy } from '../calibration/tally.ts';
import { verdictShares } from './evidence-figures.ts';
import { evidencePage, type JudgedRecording } from './evidence-page.ts';
import { EVIDENCE_PLAN } from './evidence-plan.ts';
import { record } from './record.ts';
import type { Recording } from './recorded-chunks.ts';
import { makeShopChunks } from './shop-chunks.ts';

const PAGE = fileURLToPath(new URL('../../docs/explanation/real-evidence.md', import.meta.url));
const FALSE_ALARMS = fileURLToPath(new URL('../../docs/explanation/false-alarms.md', import.meta.url));
const JOBS = 1_000;

const { values: options } = parseArgs({
  options: {
    series: { type: 'string' },
    recorded: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
    conditions: { type: 'string', default: 'otherwise idle' },
  },
});
process.exitCode = options.series === undefined ? await shopEvidence() : seriesEvidence(options.series);

async function shopEvidence(): Promise<number> {
  if (!options.recorded) await recordAnew(options.busy ? 'busy' : 'default');
  const judged = judgedRecording('default');
  const page = evidencePage(judged, judgedRecording('busy'));
  console.log(page);
  writeFileSync(PAGE, page);
  const missed = judged.shares.filter(({ failed, goal }) => missesBy(failed, goal, 0));
  for (const { mode, level, failed } of missed)
    console.error(`missed: ${mode} at ${level}: ${failed} failed`);
  return missed.length === 0 ? 0 : 1;
}

function judgedRecording(name: RecordingName): JudgedRecording {
  const recording: Recording = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  return { recording, shares: verdictShares(recording, JOBS) };
}

async function recordAnew(name: RecordingName): Promise<void> {
  const chunks = await makeShopChunks(EVIDENCE_PLAN);
  const recording = await record(EVIDENCE_PLAN, options.conditions, chunks, console.error);
  writeFileSync(fileOf(name), `${JSON.stringify(recording)}\n`);
}

/** Goals are for the first; the other is of a machine that was kept busy. */
type RecordingName = 'default' | 'busy';

function fileOf(name: RecordingName): string {
  return fileURLToPath(new URL(`recordings/${name}.json`, import.meta.url));
}

function seriesEvidence(file: string): number {
  const { text, reached } = seriesSection(readSeries(readFileSync(file, 'utf8')));
  console.log(text);
  writeFileSync(FALSE_ALARMS, withSeries(readFileSync(FALSE_ALARMS, 'utf8'), newSeries(text)));
  return reached.some(({ met }) => met === 'missed') ? 1 : 0;
}
