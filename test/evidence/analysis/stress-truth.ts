import type { StressMeasured } from './analysis-recording.ts';

/** The middle between the highest rate that held the objective and the lowest that did not, and how far it may be off. */
export function stressTruth({ fixed, objectiveMs }: StressMeasured): { rate: number; within: number } {
  const holds = fixed.filter(({ p95Ms }) => p95Ms !== null && p95Ms <= objectiveMs);
  const breaks = fixed.filter((run) => !holds.includes(run));
  const low = Math.max(...holds.map(({ rate }) => rate));
  const high = Math.min(...breaks.map(({ rate }) => rate));
  if (!(low > 0 && low < high && Number.isFinite(high)))
    throw new Error(`the runs at fixed rates do not enclose a crossing: ${JSON.stringify(fixed)}`);
  return { rate: Math.sqrt(low * high), within: (high - low) / 2 };
}
