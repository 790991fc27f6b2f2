import type { SpikeMeasured, SpikeRun } from './analysis-recording.ts';

/**
 * Seconds after the spike at which the shop itself was as before: when more requests last waited than are worked on at once, or
 * when their work was last over what the band allows, whichever came later. Nothing of it is the load generator's.
 */
export function spikeTruth({ atOnce }: SpikeMeasured, { samples, endSecond, band }: SpikeRun): number {
  const backlog = samples.filter(([, waiting]) => waiting > atOnce).map(([second]) => second);
  const cold = samples.filter(([, , work]) => work > (band ?? 1)).map(([second]) => second);
  return Math.max(0, Math.max(0, ...backlog, ...cold) - endSecond);
}
