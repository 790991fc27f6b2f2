import type { Side } from '../../src/model/pair.ts';

/** NDJSON without the samples of the other side; what carries no side belongs to both. */
export async function* sideOf(ndjson: string, side: Side): AsyncIterable<Uint8Array> {
  const other = `"side":"${side === 'base' ? 'head' : 'base'}"`;
  for (const line of ndjson.split('\n'))
    if (line !== '' && !line.includes(other)) yield Buffer.from(`${line}\n`);
}
