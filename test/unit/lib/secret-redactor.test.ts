import { expect, it } from 'vitest';
import { secretRedactor } from '../../../src/lib/secret-redactor.ts';

it('takes the values of secrets out of a text, longest first', () => {
  const redact = secretRedactor({ GITHUB_TOKEN: 'abcdef', API_KEY: 'abcdefghi', PATH: '/usr/bin' });
  expect(redact('abcdefghi abcdef /usr/bin')).toBe('*** *** /usr/bin');
});

it('finds them as they stand in a URL', () => {
  const redact = secretRedactor({ PASSWORD: 'a b/c==é' });
  expect(redact('a b/c==é')).toBe('***');
  expect(redact(`GET http://h/?p=${encodeURIComponent('a b/c==é')}&q=1`)).toBe('GET http://h/?p=***&q=1');
});

it('keeps words that are too short to be secret', () => {
  expect(secretRedactor({ AUTH: '1', TOKEN: '' })('1 of 1')).toBe('1 of 1');
});

it('bears secrets that no URL can hold', () => {
  expect(secretRedactor({ TOKEN: 'abcdef\ud800' })('say abcdef\ud800')).toBe('say ***');
});
