import { expect, it } from 'vitest';
import { arcCubics, arcStart } from '../../../../src/adapters/chart-canvas/arc.ts';
import { parseColour, withAlpha } from '../../../../src/adapters/chart-canvas/colours.ts';

it('an arc begins and ends where it should', () => {
  const quarter = {
    x: 10,
    y: 20,
    rx: 5,
    ry: 5,
    rotation: 0,
    start: 0,
    end: Math.PI / 2,
    counterclockwise: false,
  };
  expect(arcStart(quarter)).toEqual([15, 20]);
  const end = arcCubics(quarter).at(-1)?.slice(4) ?? [];
  expect(end[0]).toBeCloseTo(10, 10);
  expect(end[1]).toBeCloseTo(25, 10);
  expect(arcCubics({ ...quarter, end: 2 * Math.PI })).toHaveLength(4);
  expect(arcCubics({ ...quarter, counterclockwise: true })).toHaveLength(3);
});

it('colours are read as CSS writes them', () => {
  expect([...parseColour('#ff0000')]).toEqual([1, 0, 0, 1]);
  expect([...parseColour('rgba(0, 0, 0, 0.5)')][3]).toBeCloseTo(0.5, 2);
  expect([...parseColour('no colour')]).toEqual([0, 0, 0, 1]);
  expect([...parseColour('transparent')][3]).toBe(0);
  expect([...withAlpha(parseColour('#ffffff'), 0.5)]).toEqual([1, 1, 1, 0.5]);
});
