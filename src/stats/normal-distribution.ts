/**
 * Probability that a standard normal is at most `z`.
 * Hart's double-precision algorithm as given by West, Wilmott Magazine, May 2005.
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size > 37) return z > 0 ? 1 : 0;
  const tail = Math.exp((-size * size) / 2) * (size < SWITCH ? ratio(size) : continuedFraction(size));
  return z > 0 ? 1 - tail : tail;
}

const SWITCH = 7.07106781186547;
const NUMERATOR = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const DENOMINATOR = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

function ratio(size: number): number {
  return polynomial(NUMERATOR, size) / polynomial(DENOMINATOR, size);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

function continuedFraction(size: number): number {
  const depth = size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))));
  return 1 / (depth * 2.506628274631);
}

/**
 * The `z` that a standard normal is at most with probability `p`: bisection on `normalCdf`, to 12 digits.
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1))
    throw new RangeError(`normal quantile of ${p}: expected a probability between 0 and 1`);
  let [low, high] = [-38, 38];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
