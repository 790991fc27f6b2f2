import { beforeEach, describe, expect, it } from 'vitest';
import {
  MailboxReader,
  MailboxWriter,
  newMailbox,
} from '../../../../../../src/adapters/engine-embedded/vu/worker/mailbox.ts';

const LETTER = { type: 'answer', id: 3, ok: true, json: '{"a":1}', bodies: ['body', null] } as const;

/** Far longer than the test may take. */
const LONG_MS = 60_000;

let writer: MailboxWriter;
let reader: MailboxReader;

beforeEach(() => {
  const mailbox = newMailbox();
  writer = new MailboxWriter(mailbox);
  reader = new MailboxReader(mailbox);
});

describe('a mailbox', () => {
  it('takes no letter while its thread is awake', () => {
    expect(writer.deliver(LETTER)).toBe(false);
    reader.sleep(() => true);
    expect(writer.deliver(LETTER)).toBe(false);
  });

  it('wakes its thread with a letter, which is handed out once', () => {
    const letter = reader.sleep(() => {
      expect(writer.deliver(LETTER)).toBe(true);
      return false;
    }, LONG_MS);
    expect(letter).toEqual(LETTER);
    expect(reader.sleep(() => true)).toBeNull();
  });

  it('keeps a letter that came while its thread decided to stay awake', () => {
    expect(reader.sleep(() => writer.deliver(LETTER))).toEqual(LETTER);
  });

  it('takes one letter at a time', () => {
    reader.sleep(() => {
      writer.deliver(LETTER);
      expect(writer.deliver(LETTER)).toBe(false);
      return true;
    });
  });

  it('wakes its thread without a letter for what comes another way', () => {
    const letter = reader.sleep(() => {
      writer.ring();
      expect(writer.deliver(LETTER)).toBe(false);
      return false;
    }, LONG_MS);
    expect(letter).toBeNull();
  });

  it('rings nobody who is awake: the next sleep is not cut short', () => {
    writer.ring();
    let isAsked = false;
    expect(
      reader.sleep(() => {
        isAsked = true;
        return writer.deliver(LETTER);
      }),
    ).toEqual(LETTER);
    expect(isAsked).toBe(true);
  });

  it('ends a sleep when its time is over', () => {
    expect(reader.sleep(() => false, 1)).toBeNull();
  });
});
