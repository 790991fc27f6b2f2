import { createGunzip, type Gunzip } from 'node:zlib';

/** Compressed bytes given to zlib at once: bounds what one step can inflate to (about 16 MiB at worst). */
const STEP_BYTES = 16 * 1024;

/**
 * The inflated bytes of a gzip stream (of one or several members), as far as they go: a truncated or damaged
 * stream yields what could be inflated, then calls `onCut` with the cause and ends.
 */
export async function* gunzipStream(
  source: AsyncIterable<Uint8Array>,
  onCut: (cause: string) => void,
): AsyncGenerator<Buffer> {
  const inflater = createGunzip();
  const pieces: Buffer[] = [];
  let failure: Error | null = null;
  // Flowing mode: pieces arrive here before an error destroys the stream, so none is lost.
  inflater.on('data', (piece: Buffer) => pieces.push(piece));
  inflater.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && failure === null; at += STEP_BYTES) {
        await settled(inflater, (done) => inflater.write(chunk.subarray(at, at + STEP_BYTES), done));
        yield* pieces.splice(0);
      }
      if (failure !== null) break;
    }
    // Not the callback of `end`: it comes before the last bytes are inflated and the checksum is looked at.
    if (failure === null) await settled(inflater, (done) => inflater.once('end', done).end());
    yield* pieces.splice(0);
  } finally {
    inflater.destroy();
  }
  if (failure !== null) onCut((failure as Error).message);
}

/** Resolves when the step is done or the stream has failed (then the step's own callback may never come). */
function settled(inflater: Gunzip, step: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      inflater.off('error', done);
      resolve();
    };
    inflater.once('error', done);
    step(done);
  });
}
