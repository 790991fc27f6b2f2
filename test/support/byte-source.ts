import { gzipSync } from 'node:zlib';

/** Bytes as a stream of chunks, as small as wanted. */
export async function* byteSource(
  content: string | Uint8Array | Iterable<string>,
  chunkBytes = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  if (typeof content === 'object' && !(content instanceof Uint8Array)) {
    for (const text of joined(content, chunkBytes)) yield Buffer.from(text);
    return;
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

export function gzipped(content: string): Buffer {
  return gzipSync(content);
}

function* joined(texts: Iterable<string>, chars: number): Generator<string> {
  let held = '';
  for (const text of texts) {
    held += text;
    if (held.length < chars) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}
