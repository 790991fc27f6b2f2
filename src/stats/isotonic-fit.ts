/** Neighbouring values that share one level. */
interface Block {
  readonly level: number;
  readonly weight: number;
  readonly length: number;
}

/**
 * The non-decreasing series that is closest to `values` in weighted least squares, by pooling adjacent violators
 * (Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955). Weights are positive; all 1 by default.
 */
export function isotonicFit(
  values: readonly number[],
  weights: readonly number[] = values.map(() => 1),
): number[] {
  const blocks: Block[] = [];
  values.forEach((level, index) => {
    let block: Block = { level, weight: weights[index] ?? 1, length: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.level > block.level; last = blocks.at(-1)) {
      blocks.pop();
      block = pooled(last, block);
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ level, length }) => new Array<number>(length).fill(level));
}

function pooled(first: Block, second: Block): Block {
  const weight = first.weight + second.weight;
  return {
    level: (first.level * first.weight + second.level * second.weight) / weight,
    weight,
    length: first.length + second.length,
  };
}
