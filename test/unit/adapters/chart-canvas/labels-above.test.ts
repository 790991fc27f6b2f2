import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInRow } from '../../../../src/adapters/chart-canvas/labels-above.ts';

const ROW = { left: 100, right: 1_200 };

describe('labels in a row', () => {
  it('stand where they are wanted when nothing is in their way', () => {
    expect(placeInRow([200, 500], [50, 80], ROW)).toEqual([200, 500]);
  });

  it('are moved on by the one before them, and back by the end of the row', () => {
    expect(placeInRow([90, 100], [50, 80], ROW)).toEqual([100, 162]);
    expect(placeInRow([1_150, 1_180], [50, 80], ROW)).toEqual([1_058, 1_120]);
  });

  it('never run into each other or out of the row, as long as there is room', () => {
    const label = fc.record({
      at: fc.double({ min: -500, max: 2_000, noNaN: true }),
      width: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
        const widths = labels.map(({ width }) => width);
        const lefts = placeInRow(
          labels.map(({ at }) => at),
          widths,
          ROW,
        );
        const ends = lefts.map((left, index) => left + (widths[index] ?? 0));
        lefts.forEach((left, index) => {
          expect(left).toBeGreaterThanOrEqual((ends[index - 1] ?? ROW.left - 12) + 12 - 1e-6);
        });
        expect(ends.at(-1) ?? ROW.right).toBeLessThanOrEqual(ROW.right + 1e-6);
      }),
      { seed: 3 },
    );
  });
});
