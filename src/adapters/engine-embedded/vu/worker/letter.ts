import type { ToGuest } from '../line/messages.ts';

/** A message that consists of numbers and texts. */
export type Letter =
  | Extract<ToGuest, { type: 'call' }>
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly ok: true;
      readonly json: string;
      readonly bodies: readonly (string | null)[];
    }
  | Extract<ToGuest, { type: 'answer'; ok: false }>;

const KIND = { call: 1, answer: 2, refusal: 3 } as const;

/** kind, four numbers, number of texts, and the bytes of each. */
const MOST_TEXTS = 16;
const NUMBERS_AT = 8;
const COUNT_AT = NUMBERS_AT + 4 * 8;
const SIZES_AT = COUNT_AT + 4;
const TEXTS_AT = SIZES_AT + MOST_TEXTS * 4;

/** Sizes of what is no text. */
const [ABSENT, NOTHING] = [-1, -2];
/** Most that a UTF-16 unit becomes in UTF-8. */
const MOST_UTF8 = 3;

/** Of all texts together, in UTF-16 units; longer ones take the port, as bytes do. */
const MOST_LENGTH = 64 * 1024;

export const LETTER_BYTES = TEXTS_AT + MOST_LENGTH * MOST_UTF8;

/** A message as a letter; `null` when it holds more than numbers and texts, or may be too long. */
export function letterOf(message: ToGuest): Letter | null {
  if (message.type === 'stop') return null;
  if (message.type === 'answer' && message.ok && !message.bodies.every(isText)) return null;
  const letter = message as Letter;
  const { texts } = contentOf(letter);
  const length = texts.reduce((total, text) => total + (text?.length ?? 0), 0);
  return texts.length <= MOST_TEXTS && length <= MOST_LENGTH ? letter : null;
}

function isText(body: unknown): boolean {
  return body === null || typeof body === 'string';
}

/** Room: `LETTER_BYTES`. */
export function writeLetter(letter: Letter, room: Buffer): void {
  const { kind, numbers, texts } = contentOf(letter);
  room.writeInt32LE(kind, 0);
  for (let at = 0; at < numbers.length; at += 1) room.writeDoubleLE(numbers[at] ?? 0, NUMBERS_AT + at * 8);
  room.writeInt32LE(texts.length, COUNT_AT);
  let end = TEXTS_AT;
  for (let at = 0; at < texts.length; at += 1) {
    const text = texts[at];
    const size = typeof text === 'string' ? room.write(text, end, 'utf8') : text === null ? NOTHING : ABSENT;
    room.writeInt32LE(size, SIZES_AT + at * 4);
    end += Math.max(size, 0);
  }
}

interface Content {
  readonly kind: number;
  readonly numbers: readonly number[];
  readonly texts: readonly (string | null | undefined)[];
}

function contentOf(letter: Letter): Content {
  if (letter.type === 'call')
    return { kind: KIND.call, numbers: letter.counters, texts: [letter.facts, letter.data] };
  const numbers = [letter.id];
  if (letter.ok) return { kind: KIND.answer, numbers, texts: [letter.json, ...letter.bodies] };
  return { kind: KIND.refusal, numbers, texts: [letter.message] };
}

/** What `writeLetter` wrote. */
export function readLetter(room: Buffer): Letter {
  const number = (at: number) => room.readDoubleLE(NUMBERS_AT + at * 8);
  const [first, ...rest] = readTexts(room);
  switch (room.readInt32LE(0)) {
    case KIND.call: {
      const [data] = rest;
      const counters = [number(0), number(1), number(2), number(3)] as const;
      return {
        type: 'call',
        counters,
        ...(typeof first === 'string' ? { facts: first } : {}),
        ...(data === undefined ? {} : { data }),
      };
    }
    case KIND.answer:
      return {
        type: 'answer',
        id: number(0),
        ok: true,
        json: first ?? '',
        bodies: rest as (string | null)[],
      };
    default:
      return { type: 'answer', id: number(0), ok: false, message: first ?? '' };
  }
}

function readTexts(room: Buffer): (string | null | undefined)[] {
  const texts: (string | null | undefined)[] = [];
  let at = TEXTS_AT;
  for (let index = 0; index < room.readInt32LE(COUNT_AT); index += 1) {
    const size = room.readInt32LE(SIZES_AT + index * 4);
    texts.push(size >= 0 ? room.toString('utf8', at, at + size) : size === NOTHING ? null : undefined);
    at += Math.max(size, 0);
  }
  return texts;
}
