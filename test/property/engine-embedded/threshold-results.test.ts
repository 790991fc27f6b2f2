import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EngineSample } from '../../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';
import { runScripted } from '../../support/embedded-test.ts';

const METRICS = { own_trend: 'trend', own_rate: 'rate', own_gauge: 'gauge', own_counter: 'counter' } as const;
type Metric = keyof typeof METRICS;

const METHODS: Readonly<Record<Metric, readonly string[]>> = {
  own_trend: ['avg', 'min', 'max', 'med', 'p(90)', 'p(99.9)'],
  own_rate: ['rate'],
  own_gauge: ['value'],
  own_counter: ['count'],
};

const metric = fc.constantFrom(...(Object.keys(METRICS) as Metric[]));
const tags = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2', 'x y'), {
  noNullPrototype: true,
});
const small = fc.integer({ min: -3, max: 3 });
const sample = fc.record({ metric, tags, value: small });
const threshold = fc
  .record({
    metric,
    tags,
    pick: fc.nat(),
    operator: fc.constantFrom('<', '<=', '>', '>=', '==', '===', '!='),
    limit: small,
  })
  .map(({ pick, ...rest }) => {
    const methods = METHODS[rest.metric];
    return { ...rest, method: methods[pick % methods.length] ?? '' };
  });

/** What a method makes of all values, by the book. */
function naive(kind: Metric, method: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (kind === 'own_counter') return sum;
  if (kind === 'own_rate') return values.filter((value) => value !== 0).length / values.length;
  if (kind === 'own_gauge') return values.at(-1) ?? 0;
  if (values.length === 0) return 0;
  if (method === 'avg') return sum / values.length;
  if (method === 'min') return Math.min(...values);
  if (method === 'max') return Math.max(...values);
  const share = method === 'med' ? 0.5 : Number(method.slice(2, -1)) / 100;
  return sortedQuantile(sortedValues(values), share);
}

function compare(left: number, operator: string, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  return operator === '!=' ? left !== right : left === right;
}

function keyOf(name: Metric, wanted: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(wanted).map(([tag, value]) => `${tag}:${value}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

type Wanted = typeof threshold extends fc.Arbitrary<infer One> ? One : never;

/** Its key and its expression, as the options have them. */
function written({ metric: name, tags: wanted, method, operator, limit }: Wanted): [string, string] {
  return [keyOf(name, wanted), `${method}${operator}${limit}`];
}

function shouldHold(
  { metric: name, tags: wanted, method, operator, limit }: Wanted,
  samples: readonly Pick<EngineSample, 'metric' | 'tags' | 'value'>[],
): boolean {
  const values = samples
    .filter((one) => one.metric === name)
    .filter((one) => Object.entries(wanted).every(([tag, value]) => one.tags[tag] === value))
    .map(({ value }) => value);
  if (name === 'own_rate' && values.length === 0) return true;
  return compare(naive(name, method, values), operator, limit);
}

it('a threshold holds when its comparison does, over the samples with all of its tags', async () => {
  const lists = [
    fc.array(sample, { maxLength: 30 }),
    fc.array(threshold, { minLength: 1, maxLength: 6 }),
  ] as const;
  await fc.assert(
    fc.asyncProperty(...lists, async (samples, wanted) => {
      const thresholds: Record<string, string[]> = {};
      for (const [key, expression] of wanted.map(written))
        thresholds[key] = [...(thresholds[key] ?? []), expression];
      const metrics = Object.entries(METRICS).map(([name, type]) => ({
        name,
        type,
        contains: 'default' as const,
      }));
      const emitted = samples.map((one): EngineSample => ({ ...one, timeMs: 1 }));
      const { result } = await runScripted({
        script: {
          description: { options: { thresholds }, metrics },
          call: () => ({ durationMs: 1, samples: emitted }),
        },
      });
      const results = new Map(result.thresholds.map((one) => [`${one.metric} ${one.expression}`, one.ok]));
      for (const one of wanted) expect(results.get(written(one).join(' '))).toBe(shouldHold(one, samples));
    }),
    { seed: 20_261_130, numRuns: 60 },
  );
});
