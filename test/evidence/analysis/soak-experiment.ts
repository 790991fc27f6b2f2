import path from 'node:path';
import type { SoakMeasured, SoakRun } from './analysis-recording.ts';
import { findingOf, withShop } from './shop-process.ts';

const RATE = 50;
/** Over half an hour at this rate, about as much again as the shop holds at its start. */
const LEAK_BYTES = 1_000;

/** Two shops at the same time, one of which leaks: each takes a tenth of a core. */
export async function soakExperiment(out: string, minutes: number): Promise<SoakMeasured> {
  const runs = await Promise.all([0, LEAK_BYTES].map((leak) => soakRun(out, leak, minutes)));
  return { minutes, rate: RATE, runs };
}

async function soakRun(out: string, leakBytes: number, minutes: number): Promise<SoakRun> {
  return withShop(['--leak-per-request', `${leakBytes}`], async (url) => {
    const { report, seconds } = await findingOf('soak', { BASE_URL: url, RATE: `${RATE}` }, [
      ...['--duration', `${minutes}m`, '--metrics-url', `${url}/metrics`],
      ...['--out', path.join(out, `leak-${leakBytes}`)],
    ]);
    const { finding, sentence } = report;
    if (finding.test !== 'soak') throw new Error(`expected a soak test, got ${finding.test}`);
    const memory = finding.resources
      .filter(({ kind }) => kind === 'memory')
      .map(({ name, change, rises }) => ({ name, change, rises }));
    return { leakBytes, seconds, sentence, outcome: finding.outcome, memory };
  });
}
