import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SERIES, SamplePack } from '../../../../../../src/adapters/engine-embedded/guest/sample-pack.ts';
import { TagSet } from '../../../../../../src/adapters/engine-embedded/guest/tag-set.ts';
import { SeriesTable } from '../../../../../../src/adapters/engine-embedded/vu/line/series-table.ts';

const tags = fc.dictionary(fc.constantFrom('group', 'check', 'name'), fc.string({ maxLength: 3 }), {
  noNullPrototype: true,
});
const sample = fc.record({
  metric: fc.constantFrom('checks', 'group_duration', 'mine'),
  timeMs: fc.double({ noNaN: true }),
  value: fc.double({ noNaN: true }),
  tags,
  metadata: fc.oneof(fc.constant({}), tags),
});

describe('SamplePack and SeriesTable', () => {
  it('give back what was put in, however it is cut into packs', () => {
    fc.assert(
      fc.property(fc.array(fc.array(sample, { maxLength: 20 }), { maxLength: 5 }), (packs) => {
        const [pack, table] = [new SamplePack(), new SeriesTable()];
        for (const samples of packs) {
          for (const { metric, timeMs, value, tags: own, metadata } of samples)
            pack.add(
              metric,
              timeMs,
              value,
              new TagSet(own),
              Object.keys(metadata).length === 0 ? null : metadata,
            );
          const expected = samples.map(({ metadata, ...rest }) =>
            Object.keys(metadata).length === 0 ? rest : { ...rest, metadata },
          );
          expect(table.unpack(structuredClone(pack.take()))).toEqual(expected);
        }
      }),
    );
  });

  it('tell a series once, and share its tags', () => {
    const [pack, table] = [new SamplePack(), new SeriesTable()];
    pack.add('checks', 1, 1, new TagSet({ group: '', check: 'a' }), null);
    const [first] = table.unpack(pack.take());
    pack.add('checks', 2, 0, new TagSet({ group: '', check: 'a' }), null);
    const second = pack.take();
    expect(second.defined).toBe('');
    expect(table.unpack(second)[0]?.tags).toBe(first?.tags);
  });

  it('forget series when there are too many, on both ends', () => {
    const always = new TagSet({ id: 'always' });
    const [pack, table] = [new SamplePack(), new SeriesTable()];
    for (let index = 0; index < 5 * MOST_SERIES; index += 1) {
      pack.add('mine', index, index, new TagSet({ id: String(index) }), null);
      pack.add('mine', index, index, always, null);
      expect(table.unpack(pack.take()).map(({ tags: { id } }) => id)).toEqual([String(index), 'always']);
    }
  });
});
