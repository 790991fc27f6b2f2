import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanName, endpointOf, MAX_NAME_LENGTH } from '../../../src/ingest/endpoint-name.ts';

it.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007name', 'name'],
  ['a\r\nb\tc', 'a b c'],
  ['pay\u202egpj.exe', 'pay gpj.exe'],
  ['zero\u200bwidth', 'zero width'],
  ['a\u2028b', 'a b'],
  ['bell\u0007', 'bell'],
  ['https://user:secret@shop.example/cart', 'https://shop.example/cart'],
  ['/users/{id}', '/users/{id}'],
  ['/suche/größe 漢字 😀', '/suche/größe 漢字 😀'],
  ['\ud800lone', 'lone'],
])('cleans %j', (raw, clean) => {
  expect(cleanName(raw)).toBe(clean);
});

it('cuts a long name without splitting a character', () => {
  const name = cleanName('😀'.repeat(5_000));
  expect([...name]).toHaveLength(MAX_NAME_LENGTH);
  expect(name.endsWith('😀…')).toBe(true);
});

it('leaves nothing that acts on a terminal or a page layout', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
      expect(cleanName(raw)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]*$/u);
    }),
    { seed: 4, numRuns: 1_000 },
  );
});

it('joins method and name', () => {
  expect(endpointOf({ method: 'GET', name: '/a', url: '/b' })).toBe('GET /a');
  expect(endpointOf({ method: 'GET', url: '/b' })).toBe('GET /b');
  expect(endpointOf({ name: '/a' })).toBe('/a');
  expect(endpointOf({ method: 'GET', name: 'GET /a' })).toBe('GET /a');
  expect(endpointOf({ method: 'GET', name: 'GETTY' })).toBe('GET GETTY');
  expect(endpointOf({ method: 'GET' })).toBeNull();
  expect(endpointOf({ method: 1, name: ['x'] })).toBeNull();
});
