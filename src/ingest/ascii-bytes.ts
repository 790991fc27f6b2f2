/** Whether `bytes` hold `expected` at `at`. */
export function bytesMatch(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  if (at < 0 || at + expected.length > bytes.length) return false;
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** A plain decimal number and where it ends. */
export interface DecimalAt {
  value: number;
  end: number;
}

const MAX_EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: MAX_EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Reads `123` or `123.456` at `at` into `result`. Up to 15 digits the result is the double nearest to the text: digits
 * and power of ten are both exact, so the one division rounds correctly (Clinger, PLDI 1990). `false` for
 * everything else (signs, exponents, more digits, leading zeros): that is left to a full parser.
 */
export function readDecimal(bytes: Uint8Array, at: number, limit: number, result: DecimalAt): boolean {
  let digits = 0;
  let pointAt = -1;
  let position = at;
  for (; position < limit; position++) {
    const byte = bytes[position] ?? 0;
    if (byte === 0x2e && pointAt < 0) pointAt = position;
    else if (byte >= 48 && byte <= 57) digits = digits * 10 + byte - 48;
    else break;
  }
  const decimals = pointAt < 0 ? 0 : position - pointAt - 1;
  const wholeDigits = pointAt < 0 ? position - at : pointAt - at;
  if (wholeDigits === 0 || (pointAt >= 0 && decimals === 0)) return false;
  if (wholeDigits + decimals > MAX_EXACT_DIGITS || (wholeDigits > 1 && bytes[at] === 48)) return false;
  result.value = digits / (POWERS_OF_TEN[decimals] ?? 1);
  result.end = position;
  return true;
}
