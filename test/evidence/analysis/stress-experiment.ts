import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ingestTimeline } from '../../../src/ingest/ingest-timeline.ts';
import type { TimelineBin } from '../../../src/model/load-timeline.ts';
import { countOf, mergeHistograms, quantileOfHistogram } from '../../../src/stats/log-histogram.ts';
import { byteSource } from '../../support/byte-source.ts';
import type { FixedRun, Ramp, StressMeasured } from './analysis-recording.ts';
import { envOptions, findingOf, perfGate, withShop } from './shop-process.ts';
import { type Disturbance, undisturbed } from './undisturbed.ts';

const OBJECTIVE_MS = 300;
const ESTIMATE = 200;
const SHOP = ['--max-concurrency', '4'];
const FIXED_SECONDS = 40;
/** At half the rate, while virtual users are made. */
const WARM_UP_SECONDS = 10;
/** The queue builds up first. */
const SETTLED_AFTER = 5;
/** The truth is known this closely: a third of what the ramp may be wrong by. */
const CLOSE_ENOUGH = 1.03;

/** Ramps with runs at fixed rates between them, so that whatever the machine does in half an hour meets both. */
export async function stressExperiment(out: string, repetitions: number): Promise<StressMeasured> {
  const ramps = [await undisturbed(() => ramp(out, 1))];
  const fixed = await crossing(out);
  for (let seed = 2; seed <= repetitions; seed++) ramps.push(await undisturbed(() => ramp(out, seed)));
  return { objectiveMs: OBJECTIVE_MS, fixedSeconds: FIXED_SECONDS, fixed, ramps };
}

async function ramp(out: string, seed: number): Promise<Omit<Ramp, keyof Disturbance>> {
  return withShop([...SHOP, '--seed', `${seed}`], async (url) => {
    const { report, seconds } = await findingOf('stress', { BASE_URL: url, ESTIMATE: `${ESTIMATE}` }, [
      ...['--slo-p95', `${OBJECTIVE_MS}ms`, '--out', out],
    ]);
    const { finding, sentence } = report;
    if (finding.test !== 'stress') throw new Error(`expected a stress test, got ${finding.test}`);
    const { rate = null, low = null, high = null } = finding.breakingPoint ?? {};
    return { seconds, sentence, rate, low, high };
  });
}

/** Bisection over the load, from under to well over the estimate. */
export async function crossing(out: string): Promise<FixedRun[]> {
  const runs: FixedRun[] = [];
  let [low, high] = [ESTIMATE * 0.9, ESTIMATE * 1.4];
  while (high / low > CLOSE_ENOUGH) {
    const middle = Math.sqrt(low * high);
    const run = await undisturbed(() => fixedRun(out, middle, runs.length + 11));
    runs.push(run);
    if ((run.p95Ms ?? Number.POSITIVE_INFINITY) > OBJECTIVE_MS) high = run.rate;
    else low = run.rate;
  }
  return runs;
}

async function fixedRun(
  out: string,
  wanted: number,
  seed: number,
): Promise<Omit<FixedRun, keyof Disturbance>> {
  const file = path.join(out, 'fixed.json');
  const rate = Math.round(wanted * 10) / 10;
  await withShop([...SHOP, '--seed', `${seed}`], (url) => {
    const env = {
      BASE_URL: url,
      RATE: `${rate}`,
      WARM_UP: `${WARM_UP_SECONDS}s`,
      DURATION: `${FIXED_SECONDS}s`,
    };
    const own = ['--quiet', '--out', `json=${file}`];
    return perfGate(['load', 'test/evidence/fixed-rate.js', ...own, ...envOptions(env)]);
  });
  const { bins } = await ingestTimeline(byteSource(await readFile(file)), file);
  return { rate, p95Ms: p95Of(bins.slice(WARM_UP_SECONDS + SETTLED_AFTER, WARM_UP_SECONDS + FIXED_SECONDS)) };
}

/** Load that was never sent was slower than all that was. */
function p95Of(bins: readonly TimelineBin[]): number | null {
  const latencies = mergeHistograms(bins.map(({ latencies: of }) => of));
  const answered = countOf(latencies);
  const iterations = bins.reduce((sum, bin) => sum + bin.iterations, 0);
  const dropped = bins.reduce((sum, bin) => sum + bin.dropped, 0) * (answered / iterations);
  const failed = bins.reduce((sum, bin) => sum + bin.failed, 0);
  const rank = (0.95 * (answered + failed + dropped)) / answered;
  return rank < 1 ? Math.round(quantileOfHistogram(latencies, rank)) : null;
}
