const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`;

export interface Base64Variant {
  readonly urlSafe?: boolean;
  readonly padded?: boolean;
}

export function encodeBase64(
  bytes: Uint8Array,
  { urlSafe = false, padded = true }: Base64Variant = {},
): string {
  const alphabet = urlSafe ? URL_SAFE : STANDARD;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(word >> shift) & 63] ?? '').join('');
    if (left >= 3) parts.push(digits);
    else parts.push(digits.slice(0, left + 1) + (padded ? '='.repeat(3 - left) : ''));
  }
  return parts.join('');
}

/** @throws Error for a character outside the alphabet. */
export function decodeBase64(text: string, { urlSafe = false }: Base64Variant = {}): Uint8Array {
  const alphabet = urlSafe ? URL_SAFE : STANDARD;
  const digits = text.replace(/[\r\n]/g, '').replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = alphabet.indexOf(digits[index] ?? '');
    if (digit < 0) throw new Error(`illegal base64 data at input byte ${index}`);
    word = ((word << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (word >> bits) & 255;
      at += 1;
    }
  }
  return bytes;
}
