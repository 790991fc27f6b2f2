import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallReader, callText } from '../../../../../../src/adapters/engine-embedded/guest/http/call-text.ts';
import { methodOf } from '../../../../../../src/adapters/engine-embedded/guest/http/requests.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

describe('callText', () => {
  it('gives the URL back as it is, whatever is in it', () => {
    const reader = new CallReader();
    fc.assert(
      fc.property(anyText, fc.dictionary(anyText, anyText, { noNullPrototype: true }), (url, tags) => {
        const read = reader.read(callText('GET', url, JSON.stringify(tags), ''));
        expect(read).toMatchObject({ method: 'GET', url, name: null, headers: [], timeoutMs: 60_000 });
        expect(read.tags).toEqual(tags);
      }),
    );
  });

  it('puts what is unusual over what is usual', () => {
    const unusual = JSON.stringify({ headers: [['A', 'line\nbreak']], expected: null });
    const read = new CallReader().read(callText('POST', 'http://a/', '{}', unusual));
    expect(read).toMatchObject({ headers: [['A', 'line\nbreak']], expected: null, responseType: null });
    expect(read).not.toHaveProperty('isNamed');
  });

  it('takes the name from the tags only where the script gave one', () => {
    const tags = JSON.stringify({ name: 'mine' });
    const reader = new CallReader();
    expect(reader.read(callText('GET', 'http://a/', tags, '')).name).toBeNull();
    expect(reader.read(callText('GET', 'http://a/', tags, '{"isNamed":true}')).name).toBe('mine');
  });

  it('shares the tags of calls that have the same', () => {
    const reader = new CallReader();
    const read = () => reader.read(callText('GET', 'http://a/', '{"group":"::a"}', ''));
    expect(read().tags).toBe(read().tags);
  });
});

describe('methodOf', () => {
  it('refuses what would be more than a line', () => {
    expect(() => methodOf('get\nhost: b')).toThrow('invalid method');
    expect(methodOf('get')).toBe('GET');
  });
});
