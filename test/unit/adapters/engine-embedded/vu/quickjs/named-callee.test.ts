import { describe, expect, it } from 'vitest';
import { withCallee } from '../../../../../../src/adapters/engine-embedded/vu/quickjs/named-callee.ts';

const ID = 'file:///test.js';

/** The message for an error at the mark `@` in a source, which is not part of it. */
function told(source: string, message = 'TypeError: not a function'): string {
  const before = source.slice(0, source.indexOf('@')).split('\n');
  const column = Buffer.byteLength(before.at(-1) ?? '') + 1;
  const stack = `    at <anonymous> (${ID}:${before.length}:${column})\n    at default (${ID}:99:1)`;
  return withCallee(message, stack, (id) => (id === ID ? source.replace('@', '') : undefined));
}

describe('withCallee', () => {
  it.each([
    ['  @nothing();', 'nothing'],
    ['const a = page.@single();', 'page.single'],
    ["  page.find('p', { a: (1) }).@single(1, 2);", 'page.find(...).single'],
    ["page\n    .find('p')\n    .@single();", 'page.find(...).single'],
    ["check(response, { 'has it': (r) => r.@nothing() });", 'r.nothing'],
    ['if (page.@single()) return;', 'page.single'],
    ['} catch { list[0].@single(); }', 'list[0].single'],
    ['const s = "é€😀"; x.@zz();', 'x.zz'],
    ['  const { a, b } = await client.@zz`x`;', 'client.zz'],
    ['return response?.@nothing();', 'response?.nothing'],
    ['class A { m() { this.@#hidden(); } }', 'this.#hidden'],
  ])('%s', (source, name) => {
    expect(told(source)).toBe(`TypeError: ${name} is not a function`);
  });

  it('says of what no object can be made', () => {
    expect(told('const a = new @lib.Client(1);')).toBe('TypeError: lib.Client is not a constructor');
  });

  it.each([
    ['a call among the arguments of another', 'x.f(1, 2).zz(3, x.@f());'],
    ['arguments over several lines', 'x.zz(\n  y.@f(),\n);'],
    ['a literal among arguments', 'x.zz({\n  key: y.@f(),\n});'],
    ['brackets', "@x['a b']();"],
    ['what a call has given', 'x.@f()();'],
    ['an argument', 'x.zz(1, y.@name);'],
  ])('does not guess at %s: the line is quoted', (_, source) => {
    const line = source.replace('@', '').split('\n')[source.split('@')[0]?.split('\n').length === 2 ? 1 : 0];
    expect(told(source)).toBe(`TypeError: not a function in "${line?.trim()}"`);
  });

  it('quotes the line for other errors without a name, shortened', () => {
    expect(told(`for (const a of @x) ${'y'.repeat(200)};`, 'TypeError: value is not iterable')).toMatch(
      /^TypeError: value is not iterable in "for \(const a of x\) y+…y+;"$/,
    );
  });

  it('leaves alone what has a name, what the script says itself, and what is in no file', () => {
    for (const message of ['ReferenceError: x is not defined', 'not a function', 'TypeError: own words'])
      expect(told('@x();', message)).toBe(message);
    const unknown = 'TypeError: not a function';
    expect(withCallee(unknown, '', () => undefined)).toBe(unknown);
    expect(withCallee(unknown, 'at a (file:///other.js:1:1)', () => undefined)).toBe(unknown);
    expect(withCallee(unknown, `at a (${ID}:7:1)`, () => 'one line')).toContain(unknown);
  });
});
