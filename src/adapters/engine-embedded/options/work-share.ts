/** The part of a test that one instance does: which of the indices 0, 1, 2, ... of VUs and iterations are its own. */
export interface WorkShare {
  /** The pattern repeats after so many indices. */
  readonly cycle: number;
  /** Own indices within one cycle, ascending. */
  readonly slots: readonly number[];
}

/** Everything: a test that is not divided. */
export const WHOLE: WorkShare = { cycle: 1, slots: [0] };

/** How many of the first `count` indices are own. The shares of all instances add up to `count`. */
export function ownCount({ cycle, slots }: WorkShare, count: number): number {
  const rest = count % cycle;
  return Math.floor(count / cycle) * slots.length + slots.filter((slot) => slot < rest).length;
}

/** The n-th own index, from 0. */
export function ownIndex({ cycle, slots }: WorkShare, n: number): number {
  return Math.floor(n / slots.length) * cycle + (slots[n % slots.length] ?? 0);
}

export function isOwn({ cycle, slots }: WorkShare, index: number): boolean {
  return slots.includes(index % cycle);
}

/**
 * The share of things that are dealt out by VU, such as iterations of a scenario with `vus` VUs: index i belongs to VU
 * i mod `vus`. With more VUs than a cycle has slots the share itself does.
 */
export function shareByVus(share: WorkShare, vus: number): WorkShare {
  if (share.cycle === 1 || vus === 0) return share;
  const slots = Array.from({ length: ownCount(share, vus) }, (_, n) => ownIndex(share, n));
  return { cycle: vus, slots };
}
