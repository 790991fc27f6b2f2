import { type FileHandle, open } from 'node:fs/promises';

export interface FollowOptions {
  /** Settles when nothing more will be written. */
  readonly ended: Promise<unknown>;
  readonly pollMs?: number;
  readonly onChunk?: (chunk: Uint8Array) => void;
}

const CHUNK_BYTES = 256 * 1024;
const POLL_MS = 100;

/**
 * The bytes of a file while it is being written, to its end. A file that never appears is empty.
 * Memory stays at one chunk: what the reader does not ask for stays in the file.
 */
export async function* followFile(file: string, options: FollowOptions): AsyncGenerator<Uint8Array> {
  const ending = watchEnd(options.ended, options.pollMs ?? POLL_MS);
  let handle: FileHandle | null = null;
  try {
    for (;;) {
      // Asked before reading: bytes written between the read and the end are then read in one more turn.
      const last = ending.hasEnded();
      handle ??= await openIfThere(file);
      const chunk = handle === null ? null : await readChunk(handle);
      if (chunk !== null) {
        options.onChunk?.(chunk);
        yield chunk;
      } else if (last) {
        return;
      } else {
        await ending.endOrPoll();
      }
    }
  } finally {
    await handle?.close();
  }
}

function watchEnd(ended: Promise<unknown>, pollMs: number) {
  let done = false;
  const end = ended
    .catch(() => undefined)
    .then(() => {
      done = true;
    });
  return {
    hasEnded: () => done,
    async endOrPoll(): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      const poll = new Promise((resolve) => {
        timer = setTimeout(resolve, pollMs);
      });
      await Promise.race([end, poll]);
      clearTimeout(timer);
    },
  };
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function readChunk(handle: FileHandle): Promise<Uint8Array | null> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
  return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
}
