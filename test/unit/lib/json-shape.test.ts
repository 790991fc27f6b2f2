import { describe, expect, it } from 'vitest';
import { isRecord, parseJson } from '../../../src/lib/json-guard.ts';
import {
  count,
  flag,
  list,
  mapOf,
  nonEmptyList,
  nullable,
  number,
  object,
  oneOf,
  ShapeError,
  text,
  time,
  union,
} from '../../../src/lib/json-shape.ts';

const person = object({ name: text(20), age: nullable(count) }, { nick: text() });

describe('a shape', () => {
  it('answers what fits, and keeps what it does not know', () => {
    const value = { name: 'kim', age: null, nick: 'k', more: [1] };
    expect(person(value, 'p')).toEqual(value);
    expect(person({ name: 'kim', age: 3 }, 'p')).toEqual({ name: 'kim', age: 3 });
  });

  it.each([
    [person, null, 'v: expected an object, got null'],
    [person, [], 'v: expected an object, got a list'],
    [person, {}, 'v.name: expected text, got nothing'],
    [person, { name: 'kim', age: 1.5 }, 'v.age: expected a whole number, 0 or more, got 1.5'],
    [person, { name: 'x'.repeat(21), age: null }, 'v.name: longer than 20 characters'],
    [person, { name: 'kim', age: null, nick: {} }, 'v.nick: expected text, got an object'],
    [list(number(0, 1)), [0.5, 2], 'v[1]: expected a number from 0 to 1, got 2'],
    [list(flag, 1), [true, true], 'v: more than 1 items'],
    [list(flag), {}, 'v: expected a list, got an object'],
    [nonEmptyList(flag), [], 'v: expected at least one item, got none'],
    [number(), Number.NaN, 'v: expected a number, got null'],
    [number(), '1', 'v: expected a number, got "1"'],
    [flag, 0, 'v: expected true or false, got 0'],
    [time, '1', 'v: expected a time like'],
    [time, '2026-13-45T00:00:00Z', 'v: expected a time like'],
    [oneOf<string | number>('a', 1), 'b', 'v: expected "a" or 1, got "b"'],
    [mapOf(count), { x: -1 }, 'v.x: expected a whole number'],
    [mapOf(count), 7, 'v: expected an object, got 7'],
    [union({ a: object({ kind: oneOf('a') }) }), { kind: 'toString' }, 'v.kind: expected a, got "toString"'],
    [union({ a: object({ kind: oneOf('a') }) }), null, 'v.kind: expected a, got nothing'],
    [text(), 'y'.repeat(200_000), 'v: longer than 100000 characters'],
    [flag, 'z'.repeat(500), `got "${'z'.repeat(59)}...`],
  ])('%# says where, what it expected and what came', (check, value, message) => {
    expect(() => check(value, 'v')).toThrow(ShapeError);
    expect(() => check(value, 'v')).toThrow(message);
  });

  it('does not take inherited values for given ones', () => {
    expect(() => object({ toString: text() })({}, 'v')).toThrow('v.toString: expected text, got nothing');
  });

  it('cannot change prototypes', () => {
    const hostile = JSON.parse('{"__proto__": {"isAdmin": true}, "name": "kim", "age": null}');
    const value: object = person(hostile, 'v');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('isAdmin' in value).toBe(false);
    expect('isAdmin' in {}).toBe(false);
  });
});

it('JSON that is none is undefined', () => {
  expect(parseJson('{')).toBeUndefined();
  expect(parseJson('null')).toBeNull();
  expect([isRecord({}), isRecord([]), isRecord(null), isRecord('x')]).toEqual([true, false, false, false]);
});
