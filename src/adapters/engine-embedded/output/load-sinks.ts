import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { GateError } from '../../../model/gate-error.ts';

/** A file that is written while load runs. */
export interface SampleFile {
  write(chunk: Uint8Array): void;
  /** @throws GateError FILE_UNWRITABLE when any of it could not be written */
  close(): Promise<void>;
}

/** Where the `load` command writes. */
export interface LoadSinks {
  /** Gzip when the name ends in `.gz`; `-` and the empty name are standard output. */
  openSamples(name: string): SampleFile;
  /** @throws GateError FILE_UNWRITABLE */
  writeFile(name: string, content: string | Uint8Array): Promise<void>;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** Sinks on the file system, names taken from `cwd`. */
export function makeLoadSinks(
  cwd: string,
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): LoadSinks {
  return {
    openSamples: (name) =>
      name === '' || name === '-' ? stdoutFile(stdout) : openFile(path.resolve(cwd, name), name),
    writeFile: (name, content) => replaceFile(path.resolve(cwd, name), name, content),
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
  };
}

function stdoutFile(stdout: NodeJS.WritableStream): SampleFile {
  return { write: (chunk) => void stdout.write(chunk), close: async () => undefined };
}

function openFile(file: string, name: string): SampleFile {
  const target = createWriteStream(file, { highWaterMark: 1024 * 1024 });
  // Flushed with every chunk, so that a run that is killed leaves what it had written.
  const gzip = name.endsWith('.gz') ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : null;
  const source = gzip ?? target;
  const done = gzip === null ? finished(target) : pipeline(gzip, target);
  // Looked at when the file is closed; a rejection in between is not an unhandled one.
  done.catch(() => undefined);
  return {
    write: (chunk) => {
      if (!source.destroyed) source.write(chunk);
    },
    close: async () => {
      source.end();
      await done.catch((cause: unknown) => {
        throw unwritable(name, cause);
      });
    },
  };
}

/** Whole or not at all: a reader never sees half a file. */
async function replaceFile(file: string, name: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (cause) {
    throw unwritable(name, cause);
  }
}

function unwritable(name: string, cause: unknown): GateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GateError('FILE_UNWRITABLE', `writing ${name}: ${reason}`, { fault: 'environment', cause });
}
