import { describe, expect, it } from 'vitest';
import { queryJson } from '../../../../../../src/adapters/engine-embedded/guest/http/json-path.ts';

const DOCUMENT = {
  name: { first: 'Tom', 'a.b': 1 },
  '@id': 7,
  ages: [10, 50, null],
  friends: [
    { first: 'Dale', age: 44, nets: ['ig', 'fb'] },
    { first: 'Roger', age: 68, nets: ['fb'] },
    { first: 'Jane', age: 47 },
  ],
};

describe('queryJson', () => {
  it.each([
    ['nope'],
    ['name.nope'],
    ['name.first.more'],
    ['ages.7'],
    ['ages.x'],
    ['friends.length'],
    ['__proto__'],
    ['name.constructor'],
    ['friends.#(age>99).first'],
    ['friends.#(broken'],
    [''],
  ])('finds nothing at %j', (path) => {
    expect(queryJson(DOCUMENT, path)).toBeUndefined();
  });

  it.each([
    ['name.first', 'Tom'],
    ['name.a\\.b', 1],
    ['ages.1', 50],
    ['ages.2', null],
    ['ages.#', 3],
    ['friends.1.nets.0', 'fb'],
    ['friends.#.first', ['Dale', 'Roger', 'Jane']],
    ['friends.#.nets.#', [2, 1]],
    ['friends.#(first=="Roger").age', 68],
    ['friends.#(age>45)#.first', ['Roger', 'Jane']],
    ['friends.#(age<=44).first', 'Dale'],
    ['friends.#(first!="Dale").first', 'Roger'],
    ['friends.#(first%"J*").age', 47],
    ['friends.#(first!%"D*")#.age', [68, 47]],
    ['friends.#(nets)#.first', ['Dale', 'Roger']],
    ['ages.#(>20)', 50],
    ['na*.fi?st', 'Tom'],
    ['friends|0|first', 'Dale'],
    ['friends.#(first=="Ro.ger)")#', []],
    ['ages.@reverse.0', null],
    ['ages|@reverse|2', 10],
    ['name.@keys', ['first', 'a.b']],
    ['friends.0.@values.1', 44],
    ['name.@reverse.@keys', ['a.b', 'first']],
    ['@this.name.first', 'Tom'],
    ['@id', 7],
  ])('%s', (path, expected) => {
    expect(queryJson(DOCUMENT, path)).toEqual(expected);
  });

  it.each([['ages.@flatten'], ['@pretty'], ['friends.#.{first,age}'], ['[0].name'], ['!"text"']])(
    'says of %s that it is not here',
    (path) => {
      expect(() => queryJson(DOCUMENT, path)).toThrow('is not in the embedded engine');
    },
  );
});
