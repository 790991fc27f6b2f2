import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

type Coder = (input: Uint8Array) => Promise<Uint8Array>;
type ZlibFunction = (input: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;

// zstd came with Node 22.15, so the types of Node 20 do not know it.
const { zstdCompress, zstdDecompress } = zlib as unknown as Record<string, ZlibFunction | undefined>;

const ENCODERS: Readonly<Record<string, Coder | undefined>> = {
  gzip: promisify(zlib.gzip as ZlibFunction),
  deflate: promisify(zlib.deflate as ZlibFunction),
  br: promisify(zlib.brotliCompress as ZlibFunction),
  zstd: zstdCompress && promisify(zstdCompress),
};

const DECODERS: Readonly<Record<string, Coder | undefined>> = {
  gzip: promisify(zlib.gunzip as ZlibFunction),
  deflate: promisify(zlib.inflate as ZlibFunction),
  br: promisify(zlib.brotliDecompress as ZlibFunction),
  zstd: zstdDecompress && promisify(zstdDecompress),
};

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
