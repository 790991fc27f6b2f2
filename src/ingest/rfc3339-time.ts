/** Milliseconds since the epoch of the text in `bytes[start, end)`; `NaN` when it is not a time. */
export type TimeParser = (bytes: Uint8Array, start: number, end: number) => number;

const ZERO = 48;
const MAX_FRACTION_DIGITS = 9;

/**
 * A parser of RFC 3339 times with up to nanoseconds and any offset, straight from ASCII bytes.
 * The calendar part up to the minute repeats for thousands of lines, so its value is remembered.
 */
export function rfc3339Parser(): TimeParser {
  let minuteKey = -1;
  let minuteMs = Number.NaN;
  return (bytes, start, end) => {
    if (end - start < 20 || !hasSeparators(bytes, start)) return Number.NaN;
    const key = minuteKeyOf(bytes, start);
    if (key < 0) return Number.NaN;
    if (key !== minuteKey) {
      minuteKey = key;
      minuteMs = minuteOf(bytes, start);
    }
    const seconds = twoDigits(bytes, start + 17);
    if (seconds < 0 || seconds > 60) return Number.NaN;
    return minuteMs + seconds * 1000 + fractionAndOffset(bytes, start + 19, end);
  };
}

/** The same for a text. */
export function parseRfc3339(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  return rfc3339Parser()(bytes, 0, bytes.length);
}

/** `YYYY-MM-DDTHH:MM:SS`: the punctuation only. */
function hasSeparators(bytes: Uint8Array, at: number): boolean {
  const letter = bytes[at + 10];
  return (
    bytes[at + 4] === 0x2d &&
    bytes[at + 7] === 0x2d &&
    (letter === 0x54 || letter === 0x74) &&
    bytes[at + 13] === 0x3a &&
    bytes[at + 16] === 0x3a
  );
}

/** One number for year to minute (a key, not a time), or -1. */
function minuteKeyOf(bytes: Uint8Array, at: number): number {
  const century = twoDigits(bytes, at);
  const year = twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  const hour = twoDigits(bytes, at + 11);
  const minute = twoDigits(bytes, at + 14);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return -1;
  return ((((century * 100 + year) * 13 + month) * 32 + day) * 24 + hour) * 60 + minute;
}

function minuteOf(bytes: Uint8Array, at: number): number {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  const ms = Date.UTC(year, month - 1, day, twoDigits(bytes, at + 11), twoDigits(bytes, at + 14));
  // Date.UTC turns 31 April into 1 May; such a date is damage, not a time.
  return new Date(ms).getUTCDate() === day ? ms : Number.NaN;
}

/** Milliseconds of `.123456789+02:00`: the fraction, less the offset. `NaN` for anything else. */
function fractionAndOffset(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let fraction = 0;
  if (bytes[at] === 0x2e) {
    let digits = 0;
    let scale = 1;
    for (at++; at < end && isDigit(bytes[at] ?? 0); at++, digits++) {
      fraction = fraction * 10 + (bytes[at] ?? 0) - ZERO;
      scale *= 10;
    }
    if (digits === 0 || digits > MAX_FRACTION_DIGITS) return Number.NaN;
    fraction = (fraction * 1000) / scale;
  }
  return fraction - offsetMs(bytes, at, end);
}

function offsetMs(bytes: Uint8Array, at: number, end: number): number {
  const sign = bytes[at];
  if (sign === 0x5a || sign === 0x7a) return at + 1 === end ? 0 : Number.NaN;
  if ((sign !== 0x2b && sign !== 0x2d) || at + 6 !== end || bytes[at + 3] !== 0x3a) return Number.NaN;
  const hours = twoDigits(bytes, at + 1);
  const minutes = twoDigits(bytes, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  return (sign === 0x2b ? 60_000 : -60_000) * (hours * 60 + minutes);
}

/** 0 to 99, or a negative number when either byte is not a digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] ?? 0;
  const ones = bytes[at + 1] ?? 0;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57;
}
