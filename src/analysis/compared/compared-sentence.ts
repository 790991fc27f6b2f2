import {
  formatChange,
  formatChangeInterval,
  formatNumberOf,
  formatPercent,
} from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { FindingComparison, FindingTest } from '../../model/finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';

export interface ComparedFacts {
  readonly test: FindingTest;
  readonly quantity: ComparedQuantity;
  readonly comparison: Omit<FindingComparison, 'sentence'>;
  /** Of the gate, as a ratio; what a loss of capacity is held against. */
  readonly failThreshold: number;
  readonly looks: number;
  /** Earlier tests that are needed. */
  readonly fewest: number;
}

/** What a comparison says, in one sentence. */
export function comparedSentence(facts: ComparedFacts): string {
  const { comparison, looks, test, fewest } = facts;
  const moved = movedBy(facts);
  const tests = formatNumberOf(looks, NOUNS[test]);
  switch (comparison.outcome) {
    case 'told':
      return `${moved}: ${formatNumberOf(fewest, 'earlier test')} ${fewest === 1 ? 'is' : 'are'} needed to judge a change.`;
    case 'regressed':
      return `${moved}: ${limitOf(facts).crossed}, ${tests} agree.`;
    case 'unconfirmed':
      return `${moved}: ${limitOf(facts).crossed}, but ${tests} alone ${looks === 1 ? 'fails' : 'fail'} nobody.`;
    case 'improved':
      return `${moved}: clearly better than before.`;
    case 'inconclusive':
      return `${moved}: too uncertain after ${tests} to tell ${limitOf(facts).what} from none.`;
    case 'passed':
      return `${moved}: no ${limitOf(facts).what.replace(/^an? /, '')}.`;
  }
}

const NOUNS = { stress: 'ramp', spike: 'spike', soak: 'soak test' } as const;

function movedBy({ test, quantity, comparison }: ComparedFacts): string {
  const { now, before, change, interval, tests } = comparison;
  const [is, was] = [quantity.show(now), quantity.show(before)];
  const earlier = formatNumberOf(tests, 'earlier test');
  const range =
    interval === null ? '' : ` (95 % interval ${formatChangeInterval(interval.low, interval.high)})`;
  if (test === 'stress')
    return `Capacity is ${is}, ${formatChange(change ?? 0)}${range} against ${formatRate(before)} of ${earlier}`;
  const name = `${quantity.name.charAt(0).toUpperCase()}${quantity.name.slice(1)}`;
  if (test === 'soak')
    return `${name} is ${is} against ${was} in ${earlier}${change === null ? '' : `, ${formatChange(change)} more over the test${range}`}`;
  return `${name} is ${is}${change === null ? '' : `, ${formatChange(change)}${range}`} against ${was} in ${earlier}`;
}

function limitOf({ test, quantity, failThreshold }: ComparedFacts): {
  readonly what: string;
  readonly crossed: string;
} {
  if (test === 'stress') {
    const lost = formatPercent(1 - 1 / (1 + failThreshold));
    return { what: `a loss of ${lost}`, crossed: `more than ${lost} are lost` };
  }
  if (test === 'soak') return { what: 'a faster rise', crossed: 'it rises faster than it did' };
  const limit = formatPercent(Math.expm1(quantity.limit ?? 0));
  return { what: `a rise of ${limit}`, crossed: `more than ${limit} over what it was` };
}
