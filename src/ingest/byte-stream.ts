/** A stream whose beginning has been looked at; `all` still has it. */
export interface PeekedStream {
  readonly head: Buffer;
  readonly all: AsyncIterable<Buffer>;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Looks at the first `bytes` bytes (fewer when the stream is shorter) without taking them. */
export async function peekStream(source: AsyncIterable<Uint8Array>, bytes: number): Promise<PeekedStream> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < bytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(asBuffer(next.value));
    size += next.value.length;
  }
  const head = Buffer.concat(chunks);
  return { head, all: replay(head, iterator) };
}

/** Without the byte order mark that some Windows tools put first. */
export function withoutByteOrderMark({ head, all }: PeekedStream): PeekedStream {
  if (!head.subarray(0, 3).equals(BYTE_ORDER_MARK)) return { head, all };
  return { head: head.subarray(3), all: skip(all, 3) };
}

/** The whole stream as text, or `null` when it has more than `limit` bytes; it is read to its end either way. */
export async function wholeText(source: AsyncIterable<Buffer>, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limit ? null : Buffer.concat(chunks).toString('utf8');
}

async function* replay(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      yield asBuffer(next.value);
  } finally {
    // The producer learns that nobody reads any more, as with `for await`.
    await iterator.return?.();
  }
}

async function* skip(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of source) {
    const from = Math.min(left, chunk.length);
    left -= from;
    if (from < chunk.length) yield from === 0 ? chunk : chunk.subarray(from);
  }
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
