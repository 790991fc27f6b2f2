import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remoteWriteBody } from '../../../../src/adapters/prometheus/remote-write-body.ts';
import type { MetricSample } from '../../../../src/model/metric-sample.ts';
import { readRemoteWrite } from '../../../support/remote-write-reader.ts';

it('is the protocol buffer that the specification describes, byte for byte', () => {
  const body = remoteWriteBody([{ name: 'up', labels: { job: 'a' }, value: 1, atMs: 1_000 }]);
  const label = (name: string, value: string) =>
    Buffer.concat([
      Buffer.from([0x0a, name.length + value.length + 4, 0x0a, name.length]),
      Buffer.from(name),
      Buffer.from([0x12, value.length]),
      Buffer.from(value),
    ]);
  const sample = Buffer.from([0x12, 12, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 0xe8, 0x07]);
  const series = Buffer.concat([label('__name__', 'up'), label('job', 'a'), sample]);
  const message = Buffer.concat([Buffer.from([0x0a, series.length]), series]);
  const literal = Buffer.from([message.length, 61 << 2, message.length - 1, 0]);
  expect(Buffer.from(body).toString('hex')).toBe(Buffer.concat([literal, message]).toString('hex'));
});

it('writes a series that ends with the NaN that the protocol has for it, not with just any', () => {
  const body = Buffer.from(remoteWriteBody([{ name: 'up', labels: {}, value: Number.NaN, atMs: 1 }]));
  expect(body.includes(Buffer.from('09020000000000f07f1001', 'hex'))).toBe(true);
});

it('joins the samples of a series, in order of time, with sorted labels and none that are empty', () => {
  const at = (atMs: number, value: number): MetricSample => ({
    name: 'm',
    labels: { b: '2', a: '1', nothing: '' },
    value,
    atMs,
  });
  expect(readRemoteWrite(remoteWriteBody([at(2_000, 2), at(1_000, 1)]))).toEqual([
    {
      labels: [
        ['__name__', 'm'],
        ['a', '1'],
        ['b', '2'],
      ],
      samples: [
        [1_000, 1],
        [2_000, 2],
      ],
    },
  ]);
});

it('carries any text, value and time there and back, also in more than one block', () => {
  const sample = fc.record({
    name: fc.constantFrom('a', 'b'),
    labels: fc.dictionary(
      fc.constantFrom('x', 'y'),
      fc.string({ minLength: 1, maxLength: 2_000, unit: 'grapheme' }),
    ),
    value: fc.double({ noNaN: true }),
    atMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 60 }), (samples) => {
      const read = readRemoteWrite(remoteWriteBody(samples));
      const count = read.reduce((sum, series) => sum + series.samples.length, 0);
      expect(count).toBe(samples.length);
      for (const { name, labels, value, atMs } of samples) {
        const wanted = JSON.stringify([['__name__', name], ...Object.entries(labels).sort()]);
        const series = read.find((one) => JSON.stringify(one.labels) === wanted);
        expect(series?.samples.some(([time, held]) => time === atMs && Object.is(held, value))).toBe(true);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
