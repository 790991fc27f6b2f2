import { mean } from '../../../src/stats/centre.ts';
import { studentTCdf } from '../../../src/stats/student-t.ts';
import { type Split, stretchSums, strongestSplit } from './e-divisive.ts';

export interface ChangePointRules {
  /** Values that are looked at together. */
  readonly window: number;
  /** Chance of a change point where nothing changed that is accepted. */
  readonly maxPValue: number;
}

/** Otava's defaults. */
const DEFAULTS: ChangePointRules = { window: 50, maxPValue: 0.001 };

/**
 * Where a series changed: splits by E-divisive in overlapping windows with a ten times weaker test, then drops the
 * weakest until all pass. Own code after Fleming et al., "Hunter: Using Change Point Detection to Hunt for Performance
 * Regressions" (ICPE 2023, arXiv 2301.03034), and docs/MATH.md of https://github.com/apache/otava, which also divides
 * the variance of a side by n.
 */
export function changePoints(values: readonly number[], rules: ChangePointRules = DEFAULTS): number[] {
  const weak = weakPoints(values, { ...rules, maxPValue: 10 * rules.maxPValue });
  for (;;) {
    const doubts = weak.map((at, index) =>
      pValue(values, weak[index - 1] ?? 0, at, weak[index + 1] ?? values.length),
    );
    const worst = Math.max(...doubts);
    if (weak.length === 0 || worst < rules.maxPValue) return weak;
    weak.splice(doubts.indexOf(worst), 1);
  }
}

function weakPoints(values: readonly number[], { window, maxPValue }: ChangePointRules): number[] {
  const points = new Set<number>();
  let start = 0;
  while (start < values.length) {
    const found = pointsOfWindow(values.slice(start, start + window), maxPValue).map((at) => at + start);
    for (const at of found) points.add(at);
    start = Math.max(found.at(-1) ?? 0, start + Math.floor(window / 2));
  }
  return [...points].sort((a, b) => a - b);
}

/** Splits the window at its strongest place, and again, until the strongest is no longer significant. */
function pointsOfWindow(values: readonly number[], maxPValue: number): number[] {
  const sums = stretchSums(values);
  const points: number[] = [];
  for (;;) {
    const edges = [0, ...points, values.length];
    const splits = edges.slice(1).flatMap((to, index) => {
      const from = edges[index] ?? 0;
      const split = strongestSplit(sums, from, to);
      return split === null ? [] : [{ ...split, p: pValue(values, from, split.at, to) }];
    });
    const strongest = splits.reduce<(Split & { p: number }) | null>(
      (best, split) => (best === null || split.divergence > best.divergence ? split : best),
      null,
    );
    if (strongest === null || strongest.p > maxPValue) return points;
    points.push(strongest.at);
    points.sort((a, b) => a - b);
  }
}

/** Student's two-sided t-test of the values before and after a place. */
export function pValue(values: readonly number[], from: number, at: number, to: number): number {
  const [before, after] = [values.slice(from, at), values.slice(at, to)];
  const df = before.length + after.length - 2;
  const difference = mean(after) - mean(before);
  if (df < 1 || difference === 0) return 1;
  const pooled = ((before.length - 1) * variance(before) + (after.length - 1) * variance(after)) / df;
  const t = difference / Math.sqrt(pooled * (1 / before.length + 1 / after.length));
  return 2 * studentTCdf(-Math.abs(t), df);
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
