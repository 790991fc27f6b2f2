import { writeFile } from 'node:fs/promises';
import { fakeK6Script } from './fake-k6.ts';
import { DEFAULT_START_MS, runLines } from './ndjson-writer.ts';
import type { TempFolder } from './temp-folder.ts';

/** `NAME.js`, whose load is ten steps of ten seconds from 10 to 100 requests a second; above a rate they take 900 ms. */
export async function writeRamp(folder: TempFolder, name: string, breaksAt: number): Promise<void> {
  const lines = Array.from({ length: 10 }, (_, step) => [
    ...runLines({
      requests: 100 * (step + 1),
      ratePerSecond: 10 * (step + 1),
      seed: step,
      startMs: DEFAULT_START_MS + step * 10_000,
      latencyMs: (_index, random) => (10 * (step + 1) > breaksAt ? 900 : 20) * (0.9 + 0.2 * random()),
    }),
  ]);
  const replay = folder.file(`${name}.json`);
  await writeFile(replay, lines.flat().join(''));
  await writeFile(folder.file(`${name}.js`), fakeK6Script({ replay }));
}
