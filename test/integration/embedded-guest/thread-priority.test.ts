import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openBench } from '../../support/guest-bench.ts';

const isNicest = getPriority() >= 19;

describe.skipIf(process.platform !== 'linux' || isNicest)('the threads of VUs', () => {
  it('stand back behind the main thread, which keeps its priority', async () => {
    const before = getPriority();
    const nicerBefore = await nicerThreads();
    const bench = await openBench('export default function () {}');
    try {
      await bench.firstVu();
      expect(await nicerThreads()).toBeGreaterThan(nicerBefore);
      expect(getPriority()).toBe(before);
    } finally {
      await bench.close();
    }
  });
});

/** Threads of this process that are nicer than its main thread. */
async function nicerThreads(): Promise<number> {
  const stats = await Promise.all((await readdir('/proc/self/task')).map(threadStat));
  return stats.filter((stat) => niceOf(stat) > getPriority()).length;
}

/** A thread may have ended meanwhile. */
function threadStat(id: string): Promise<string> {
  return readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => '');
}

/** The 19th field; the second one, in parentheses, may have spaces. */
function niceOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16] ?? Number.NaN);
}
