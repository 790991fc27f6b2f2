/**
 * Moves labels (their middles, in pixels) away from an anchor that stays and from each other, so that they are at
 * least `gap` apart. Each stays on its side of the anchor; the answer is in the order of `wanted`.
 */
export function spreadLabels(anchor: number, wanted: readonly number[], gap: number): readonly number[] {
  const placed = [...wanted];
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b));
  const above = order.filter((index) => at(wanted, index) < anchor).reverse();
  const below = order.filter((index) => at(wanted, index) >= anchor);
  let edge = anchor;
  for (const index of above) {
    edge = Math.min(at(wanted, index), edge - gap);
    placed[index] = edge;
  }
  edge = anchor;
  for (const index of below) {
    edge = Math.max(at(wanted, index), edge + gap);
    placed[index] = edge;
  }
  return placed;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
