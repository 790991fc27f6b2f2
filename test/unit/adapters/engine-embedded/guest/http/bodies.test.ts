import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../../../../src/adapters/engine-embedded/guest/base64.ts';
import { encodeForm } from '../../../../../../src/adapters/engine-embedded/guest/http/form-body.ts';
import {
  encodeMultipart,
  FileData,
  hasFile,
} from '../../../../../../src/adapters/engine-embedded/guest/http/multipart.ts';
import { parseTimeout } from '../../../../../../src/adapters/engine-embedded/guest/http/timeout.ts';

const encoder = new TextEncoder();

describe('encodeForm', () => {
  it.each([
    [{}, ''],
    [{ a: null, b: undefined }, 'a=&b='],
    [{ 'k y': "a b&c=d'()*!~" }, 'k+y=a+b%26c%3Dd%27%28%29%2A%21~'],
    [{ a: [1, 'x'] }, 'a=1&a=x'],
    [{ ä: true }, '%C3%A4=true'],
  ])('%j is %s', (fields, expected) => {
    expect(encodeForm(fields)).toBe(expected);
  });

  it('says what URLSearchParams reads', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        (fields) => {
          expect([...new URLSearchParams(encodeForm(fields))]).toEqual(Object.entries(fields));
        },
      ),
      { seed: 1 },
    );
  });
});

describe('encodeMultipart', () => {
  it('escapes names and keeps bytes as they are', () => {
    const file = new FileData(new Uint8Array([0, 255]), 'a"b\r\n.bin', 'x/y');
    const body = encodeMultipart({ f: [file, 'text'] }, 'B', (text) => encoder.encode(text));
    expect(Buffer.from(body).toString('latin1')).toBe(
      '--B\r\nContent-Disposition: form-data; name="f"; filename="a\\"b%0D%0A.bin"\r\nContent-Type: x/y\r\n\r\n\x00\xff\r\n' +
        '--B\r\nContent-Disposition: form-data; name="f"\r\n\r\ntext\r\n--B--\r\n',
    );
  });

  it('finds files', () => {
    const file = new FileData(new Uint8Array(), '', '');
    expect([{}, { a: 1 }, { a: file }, { a: [1, file] }].map(hasFile)).toEqual([false, false, true, true]);
  });
});

describe('base64', () => {
  it('agrees with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(encodeBase64(bytes, { urlSafe: true, padded: false })).toBe(
          Buffer.from(bytes).toString('base64url'),
        );
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      }),
      { seed: 1 },
    );
  });

  it.each(['a*b', 'ä', 'a-b_'])('refuses %j', (text) => {
    expect(() => decodeBase64(text)).toThrow('illegal base64');
  });
});

describe('parseTimeout', () => {
  it.each([
    [undefined, 60_000],
    [null, 60_000],
    [250, 250],
    ['250', 250],
    ['10s', 10_000],
    ['1m30s', 90_000],
    ['1.5s', 1500],
    ['100ms', 100],
  ])('%s is %i ms', (text, expected) => {
    expect(parseTimeout(text)).toBe(expected);
  });

  it.each(['', 'soon', '10', '10 s', '-5s', 'NaN', {}].filter((text) => text !== '10'))(
    'refuses %j',
    (text) => {
      expect(() => parseTimeout(text)).toThrow('params.timeout');
    },
  );
});
