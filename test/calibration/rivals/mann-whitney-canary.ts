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
  const size = control.length;
  let [below, sum] = [0, 0];
  for (const value of experiment) {
    const shifted = value - shift;
    while (below < size && Number(control[below]) < shifted) below++;
    sum += below;
    for (let tie = below; tie < size && control[tie] === shifted; tie++) sum += 0.5;
  }
  return sum;
}

/** Share of all pairs that the shift may be off by: a hundredth of the count's own error for 2 500 values a side. */
const PRECISION = 1e-4;
const MAX_STEPS = 60;

/**
 * Hodges and Lehmann's shift: the one at which half of all pairs are above. Searched from the difference of the medians,
 * by doubled steps until it is passed, then by halving.
 */
export function shiftBetween(control: Float64Array, experiment: Float64Array): number {
  const pairs = control.length * experiment.length;
  let shift = middleOf(experiment) - middleOf(control);
  let step = 0.01 * Math.abs(middleOf(control)) || 1;
  let way = 0;
  let passed = false;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const excess = pairsAbove(control, experiment, shift) / pairs - 0.5;
    if (Math.abs(excess) <= PRECISION) break;
    passed ||= way !== 0 && Math.sign(excess) !== way;
    way = Math.sign(excess);
    if (passed) step /= 2;
    shift += way * step;
    if (!passed) step *= 2;
  }
  return shift;
}

function middleOf(ascending: Float64Array): number {
  return ascending[Math.floor(ascending.length / 2)] ?? 0;
}

/** The Mann-Whitney count at a shift, in standard deviations from what equal distributions would give. */
export function rankScore(control: Float64Array, experiment: Float64Array, shift: number): number {
  const pairs = control.length * experiment.length;
  const deviation = Math.sqrt((pairs * (control.length + experiment.length + 1)) / 12);
  return (pairsAbove(control, experiment, shift) - pairs / 2) / deviation;
}
