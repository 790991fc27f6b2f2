import { LogTail } from '../processes/line-tail.ts';
import { type GroupEnd, startGroup } from '../processes/process-group.ts';

export interface Captured extends GroupEnd {
  /** What it printed, at most 256 KB. */
  readonly stdout: string;
  /** The last error that it printed, or its last line. */
  readonly lastWords: string;
  readonly timedOut: boolean;
}

export interface CaptureOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MAX_OUTPUT = 256 * 1024;

/** Runs a program that answers a question; it is killed when it takes too long. */
export async function capture(
  file: string,
  args: readonly string[],
  options: CaptureOptions,
): Promise<Captured> {
  const tail = new LogTail();
  let stdout = '';
  const group = startGroup(file, args, {
    env: options.env,
    cwd: options.cwd,
    onStdout: (line) => {
      if (stdout.length < MAX_OUTPUT) stdout += `${line}\n`;
    },
    onStderr: (line) => tail.push(line),
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    group.kill();
  }, options.timeoutMs);
  const onAbort = () => group.kill();
  options.signal?.addEventListener('abort', onAbort);
  const end = await group.ended;
  clearTimeout(timer);
  options.signal?.removeEventListener('abort', onAbort);
  return { ...end, stdout, lastWords: tail.lastWords(), timedOut };
}
