import type { Phases } from './service-model.ts';

/** Fractions that no few loops come back to: powers of the plastic number (Roberts, 2018). */
const POLL_STEP = 0.754_877_666_246_692_7;
const SCRAPE_STEP = 0.569_840_290_998_053_2;

/**
 * `count` ways in which the loops may stand when the spike comes, spread evenly: syncs in equal steps over their
 * period, polls and scrapes by an additive recurrence. The same for the same arguments.
 */
export function spreadPhases(
  count: number,
  periods: { readonly sync: number; readonly poll: number; readonly scrape: number },
): readonly Phases[] {
  return Array.from({ length: count }, (_, index) => ({
    syncSeconds: (index / count) * periods.sync,
    pollSeconds: fraction(index * POLL_STEP) * periods.poll,
    scrapeSeconds: fraction(index * SCRAPE_STEP) * periods.scrape,
  }));
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
