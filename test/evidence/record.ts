import type { EvidencePlan } from './evidence-plan.ts';
import type { Chunk, Recording } from './recorded-chunks.ts';
import type { ShopChunks } from './shop-chunks.ts';

/** Time to start and end servers and load, beyond the load itself. */
const CHUNK_OVERHEAD_MS = 3_000;

/**
 * Takes the chunks in turn, a whole round at a time, so that whatever the machine does in half an hour meets all kinds
 * alike. Ends before the budget is spent.
 */
export async function record(
  plan: EvidencePlan,
  conditions: string,
  chunks: ShopChunks,
  say: (line: string) => void,
  now: () => number = Date.now,
): Promise<Recording> {
  const started = now();
  const taken: Chunk[] = [];
  for (let round = 0; hasTimeFor(plan, now() - started); round++) {
    const first = round % 2 === 0 ? 'base' : 'head';
    for (const level of plan.levels) {
      taken.push({ kind: 'pair', level, first, ...(await chunks.pair(level, first)) });
      taken.push({ kind: 'single', level, run: await chunks.single(level) });
      if (level === 1) taken.push({ kind: 'assigned', level, first, ...(await chunks.assigned(level)) });
    }
    say(`round ${round + 1}: ${Math.round((now() - started) / 1000)} s`);
  }
  return { recordedAt: new Date(started).toISOString(), conditions, plan, chunks: taken };
}

function hasTimeFor({ budgetMs, levels, chunkMs, warmUpMs }: EvidencePlan, spentMs: number): boolean {
  const chunksOfRound = 2 * levels.length + 1;
  return spentMs + chunksOfRound * (chunkMs + warmUpMs + CHUNK_OVERHEAD_MS) <= budgetMs;
}
