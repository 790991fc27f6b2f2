import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { bodyTooLong, MOST_BODY_BYTES } from './body-limit.ts';

type Coder = (input: Uint8Array) => Promise<Uint8Array>;
type ZlibFunction = (
  input: Uint8Array,
  options: { readonly maxOutputLength?: number },
  done: (error: Error | null, result: Buffer) => void,
) => void;

// zstd came with Node 22.15, so the types of Node 20 do not know it.
const { zstdCompress, zstdDecompress } = zlib as unknown as Record<string, ZlibFunction | undefined>;

const ENCODERS: Readonly<Record<string, Coder | undefined>> = {
  gzip: coderOf(zlib.gzip as ZlibFunction),
  deflate: coderOf(zlib.deflate as ZlibFunction),
  br: coderOf(zlib.brotliCompress as ZlibFunction),
  zstd: zstdCompress && coderOf(zstdCompress),
};

const DECODERS: Readonly<Record<string, Coder | undefined>> = {
  gzip: coderOf(zlib.gunzip as ZlibFunction, MOST_BODY_BYTES),
  deflate: coderOf(zlib.inflate as ZlibFunction, MOST_BODY_BYTES),
  br: coderOf(zlib.brotliDecompress as ZlibFunction, MOST_BODY_BYTES),
  zstd: zstdDecompress && coderOf(zstdDecompress, MOST_BODY_BYTES),
};

/** A few kilobytes can stand for gigabytes: more than the limit is an error, found before it is there. */
function coderOf(code: ZlibFunction, maxOutputLength?: number): Coder {
  const run = promisify(code);
  return async (input) => {
    try {
      return await run(input, maxOutputLength === undefined ? {} : { maxOutputLength });
    } catch (error) {
      throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? bodyTooLong() : error;
    }
  };
}

/** `"gzip, br"` as a list. */
export function contentCodings(text: string): string[] {
  return text
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/** Applies codings in order. @throws Error naming a coding that this Node does not have. */
export async function encodeBody(body: Uint8Array, codings: readonly string[]): Promise<Uint8Array> {
  let bytes = body;
  for (const coding of codings) bytes = await coder(ENCODERS, coding)(bytes);
  return bytes;
}

/** Undoes codings, the last applied first; unknown codings leave the body as it came, as k6 does. */
export async function decodeBody(body: Uint8Array, codings: readonly string[]): Promise<Uint8Array> {
  let bytes = body;
  for (const coding of [...codings].reverse()) {
    const decode = DECODERS[coding];
    if (decode === undefined) return bytes;
    bytes = await decode(bytes);
  }
  return bytes;
}

function coder(table: typeof ENCODERS, coding: string): Coder {
  const found = table[coding];
  if (found === undefined)
    throw new Error(`compression "${coding}" is not known here; use gzip, deflate or br`);
  return found;
}
