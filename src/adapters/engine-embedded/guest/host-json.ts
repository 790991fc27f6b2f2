import { encodeBase64 } from './base64.ts';

/** A returned value as JSON; `null` for `undefined`; bytes, where they are kept, become `{"$bytes": "<base64>"}`. */
export function toHostJson(value: unknown, keepsBytes: boolean): string | null {
  if (value === undefined) return null;
  if (!keepsBytes) return JSON.stringify(value) ?? null;
  return (
    JSON.stringify(value, (_, item: unknown) => {
      const bytes = bytesOf(item);
      return bytes === null ? item : { $bytes: encodeBase64(bytes) };
    }) ?? null
  );
}

/** The bytes of an ArrayBuffer or a view of one, else `null`. */
export function bytesOf(value: unknown): Uint8Array | null {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return null;
}
