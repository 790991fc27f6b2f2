import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MetricRegistry } from '../../../src/adapters/engine-embedded/metrics/metric-registry.ts';
import { NdjsonEncoder } from '../../../src/adapters/engine-embedded/metrics/ndjson-encoder.ts';
import type { EngineSample, Tags } from '../../../src/adapters/engine-embedded/vu/vu-backend.ts';

const name = fc.constantFrom('url', 'name', 'status', 'a"b', 'é', '1', '\n');
const tagSet = fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 8 }), { noNullPrototype: true });
const sample = fc.record(
  {
    metric: fc.constantFrom('http_reqs', 'http_req_duration', 'seen'),
    timeMs: fc.integer({ min: 0, max: 4e15 }).map((micros) => micros / 1_000),
    value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    metadata: tagSet,
  },
  { requiredKeys: ['metric', 'timeMs', 'value'] },
);
/** Samples that share their tags with some that come before them, as those of a request do. */
const samples = fc
  .tuple(
    fc.array(tagSet, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(sample, fc.nat(), fc.boolean()), { maxLength: 30 }),
  )
  .map(([sets, rows]) => {
    let timeMs = 0;
    return rows.map(([row, set, isLater]): EngineSample => {
      if (isLater) timeMs = row.timeMs;
      return { ...row, timeMs, tags: sets[set % sets.length] ?? {} };
    });
  });

it('writes each sample as it would alone, whatever was written before it', () => {
  fc.assert(
    fc.property(samples, (all) => {
      const registry = new MetricRegistry([{ name: 'seen', type: 'counter', contains: 'default' }]);
      const encoder = new NdjsonEncoder(registry, () => 0);
      const points = all.map((one) => `${encoder.encode(one).trimEnd().split('\n').at(-1)}\n`);
      expect(points).toEqual(all.map(plainLine));
    }),
    { seed: 4, numRuns: 100 },
  );
});

/** By JSON.stringify alone. */
function plainLine({ metric, timeMs, value, tags, metadata }: EngineSample): string {
  const micros = Math.round(timeMs * 1_000);
  const fraction = micros % 1_000_000 === 0 ? '' : `.${String(micros % 1_000_000).padStart(6, '0')}`;
  const whole = new Date(Math.floor(micros / 1_000_000) * 1_000).toISOString().slice(0, 19);
  const time = whole + fraction.replace(/0+$/, '');
  const shown = metric === 'http_req_duration' ? Math.round(value * 1e6) / 1e6 : value;
  const meta = metadata === undefined ? '' : `,"metadata":${sorted(metadata)}`;
  return `{"metric":"${metric}","type":"Point","data":{"time":"${time}Z","value":${shown},"tags":${sorted(tags)}${meta}}}\n`;
}

function sorted(tags: Tags): string {
  const fields = Object.keys(tags)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(tags[key])}`);
  return `{${fields.join(',')}}`;
}
