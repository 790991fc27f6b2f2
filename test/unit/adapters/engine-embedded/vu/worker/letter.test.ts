import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToGuest } from '../../../../../../src/adapters/engine-embedded/vu/line/messages.ts';
import {
  LETTER_BYTES,
  letterOf,
  readLetter,
  writeLetter,
} from '../../../../../../src/adapters/engine-embedded/vu/worker/letter.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const messages: fc.Arbitrary<ToGuest> = fc.oneof(
  fc.record({
    type: fc.constant('answer' as const),
    id,
    ok: fc.constant(true as const),
    json: text,
    bodies: fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 15 }),
  }),
  fc.record({ type: fc.constant('answer' as const), id, ok: fc.constant(false as const), message: text }),
  fc.record(
    {
      type: fc.constant('call' as const),
      counters: fc.tuple(id, id, id, id),
      facts: text,
      data: fc.oneof(text, fc.constant(null)),
    },
    { requiredKeys: ['type', 'counters'] },
  ),
);

function sent(message: ToGuest): ToGuest | null {
  const room = Buffer.alloc(LETTER_BYTES, 0xee);
  const letter = letterOf(message);
  if (letter === null) return null;
  writeLetter(letter, room);
  return readLetter(room);
}

const answer = (...bodies: (ArrayBuffer | string | null)[]): ToGuest => ({
  type: 'answer',
  id: 7,
  ok: true,
  json: '{}',
  bodies,
});

describe('a letter', () => {
  it('says what the message said', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(sent(message)).toEqual(message);
      }),
    );
  });

  it('has room for the longest texts that it takes, all of them three bytes a unit', () => {
    const message = answer('€'.repeat(64 * 1024 - 2));
    expect(sent(message)).toEqual(message);
  });

  it.each([
    ['a stop', { type: 'stop' } as const],
    ['bytes', answer(new ArrayBuffer(3))],
    ['longer texts', answer('x'.repeat(64 * 1024))],
    ['more texts', answer(...Array.from({ length: 16 }, () => 'x'))],
  ])('is not made of %s', (_, message) => {
    expect(letterOf(message)).toBeNull();
  });
});
