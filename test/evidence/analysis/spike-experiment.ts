import type { SpikeMeasured, SpikeRun } from './analysis-recording.ts';
import { findingOf, withShop } from './shop-process.ts';
import { watchShop } from './shop-watch.ts';

/** Requests worked on at once: about 220 a second. */
const AT_ONCE = 4;
const COLD_AFTER = 100;
const LENGTHS = { BEFORE: 60, SPIKE: 20, AFTER: 100 };
const LOAD = { RATE: '60', FACTOR: '6' };

/** Spikes on a shop with its cache full, and on one that loses it, each with the shop's own word on when it was over. */
export async function spikeExperiment(out: string, repetitions: number): Promise<SpikeMeasured> {
  const runs: SpikeRun[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const coldCache of [false, true]) runs.push(await spikeRun(out, coldCache, repetition + 1));
  return { atOnce: AT_ONCE, runs };
}

async function spikeRun(out: string, coldCache: boolean, seed: number): Promise<SpikeRun> {
  const cold = coldCache ? ['--cold-cache-after', `${COLD_AFTER}`] : [];
  const shop = ['--max-concurrency', `${AT_ONCE}`, '--seed', `${seed}`, ...cold];
  return withShop(shop, async (url) => {
    const watch = watchShop(url);
    const { report, seconds } = await findingOf('spike', { BASE_URL: url, ...LOAD, ...lengths() }, [
      ...['--out', out],
    ]);
    const samples = await watch.stop();
    const { finding, sentence } = report;
    if (finding.test !== 'spike') throw new Error(`expected a spike test, got ${finding.test}`);
    return {
      coldCache,
      seconds,
      sentence,
      endSecond: LENGTHS.BEFORE + LENGTHS.SPIKE,
      band: finding.band === null ? null : finding.band.upToMs / finding.band.p95Ms,
      recoverySeconds: finding.recoverySeconds,
      samples,
    };
  });
}

function lengths(): Record<string, string> {
  return Object.fromEntries(Object.entries(LENGTHS).map(([name, value]) => [name, `${value}s`]));
}
