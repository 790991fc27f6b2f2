import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { GateError } from '../../model/gate-error.ts';
import type { ResultsReader } from '../../ports/results-reader.ts';
import { isMissing, unreadableWhy } from './unreadable-file.ts';

const CHUNK_BYTES = 1 << 20;

/** Reads files relative to a folder; `-` is standard input. */
export function makeFileResultsReader(cwd: string, stdin: Readable): ResultsReader {
  return {
    async *read(name) {
      const stream =
        name === '-' ? stdin : createReadStream(path.resolve(cwd, name), { highWaterMark: CHUNK_BYTES });
      try {
        for await (const chunk of stream) yield chunk as Uint8Array;
      } catch (cause) {
        throw readError(name, cause);
      }
    },
  };
}

function readError(name: string, cause: unknown): GateError {
  const code = isMissing(cause) ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
  return new GateError(code, `reading the results ${name}: ${unreadableWhy(cause)}`, {
    fault: 'user',
    hint: 'Give a file that k6 or perf-gate wrote: NDJSON, CSV, a summary, or run.json.',
    cause,
  });
}
