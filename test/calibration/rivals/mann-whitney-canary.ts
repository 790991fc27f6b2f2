import { normalQuantile } from '../../../src/stats/normal-distribution.ts';

/** Of the estimated shift: how far its confidence interval has to be from zero. */
const TOLERANCE = 0.25;
const Z = normalQuantile(0.975);

/**
 * Whether Kayenta's judge would call the experiment "High": the lower end of the 95 % interval of the shift between
 * two sets of values (Mann-Whitney, normal approximation) is above a quarter of the size of the shift itself
 * (Hodges-Lehmann). The values are the latencies of the requests of two runs. Own code after Hollander and Wolfe,
 * Nonparametric Statistical Methods (1973), and the rule of `MannWhitneyClassifier` in
 * https://github.com/spinnaker/kayenta.
 * @param control ascending values
 * @param experiment ascending values
 */
export function mannWhitneyCanary(control: Float64Array, experiment: Float64Array): boolean {
  // The interval lies above a shift exactly when the test rejects that shift: no end of it has to be searched for.
  return rankScore(control, experiment, TOLERANCE * Math.abs(shiftBetween(control, experiment))) > Z;
}

/** Pairs of values in which `experiment` less `shift` is above `control`; ties count half. */
export function pairsAbove(control: Float64Array, experiment: Float64Array, shift = 0): number {
  let [below, notAbove, sum] = [0, 0, 0];
  for (const value of experiment) {
    const shifted = value - shift;
    while ((control[below] ?? Number.POSITIVE_INFINITY) < shifted) below++;
    notAbove = Math.max(notAbove, below);
    while ((control[notAbove] ?? Number.POSITIVE_INFINITY) <= shifted) notAbove++;
    sum += (below + notAbove) / 2;
  }
  return sum;
}

/** Hodges and Lehmann's shift: the one at which half of all pairs are above. Bisection, to a millionth of the range. */
export function shiftBetween(control: Float64Array, experiment: Float64Array): number {
  const half = (control.length * experiment.length) / 2;
  const [first, last] = [control.at(0) ?? 0, control.at(-1) ?? 0];
  let low = (experiment.at(0) ?? 0) - last;
  let high = (experiment.at(-1) ?? 0) - first;
  const precision = (high - low) * 1e-6;
  while (high - low > precision) {
    const middle = (low + high) / 2;
    if (pairsAbove(control, experiment, middle) > half) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The Mann-Whitney count at a shift, in standard deviations from what equal distributions would give. */
export function rankScore(control: Float64Array, experiment: Float64Array, shift: number): number {
  const pairs = control.length * experiment.length;
  const deviation = Math.sqrt((pairs * (control.length + experiment.length + 1)) / 12);
  return (pairsAbove(control, experiment, shift) - pairs / 2) / deviation;
}
