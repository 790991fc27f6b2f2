import { median } from '../../stats/centre.ts';

/** Bins of the spike: `from` is its first, `to` the first after it. */
export interface SpikeWindow {
  readonly from: number;
  readonly to: number;
}

/** A spike is at least so many times the load around it. */
const LEAST_FACTOR = 1.8;
/** Gaps of so many bins inside a spike are its own: a service that hangs answers nothing. */
const BRIDGED = 3;

/** The longest stretch of load well above the usual; `null` where there is none. */
export function spikeWindow(rates: readonly number[]): SpikeWindow | null {
  const usual = lowerLevel(rates);
  const limit = Math.sqrt(usual * Math.max(...rates, 0));
  if (!Number.isFinite(usual) || Math.max(...rates) < LEAST_FACTOR * usual) return null;
  let best: SpikeWindow | null = null;
  let from = -1;
  let lastHigh = -1;
  for (const [bin, rate] of [...rates, 0].entries()) {
    if (rate > limit) {
      if (from < 0) from = bin;
      lastHigh = bin;
    } else if (from >= 0 && (bin - lastHigh > BRIDGED || bin === rates.length)) {
      if (best === null || lastHigh + 1 - from > best.to - best.from) best = { from, to: lastHigh + 1 };
      from = -1;
    }
  }
  return best;
}

/** Load outside of a spike: the median of the first fifth, where a test is quiet, or of all of it, where that is less. */
function lowerLevel(rates: readonly number[]): number {
  const first = rates.slice(0, Math.max(5, Math.floor(rates.length / 5)));
  const levels = [first, rates].map((part) => median(part.filter((rate) => rate > 0)));
  return Math.min(...levels.filter(Number.isFinite), Number.POSITIVE_INFINITY);
}
