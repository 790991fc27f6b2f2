import { LogTail } from '../processes/line-tail.ts';
import { type GroupEnd, startGroup } from '../processes/process-group.ts';

export interface ServerOptions {
  readonly command: readonly [string, ...string[]];
  readonly port: number;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stopTimeoutMs: number;
}

export interface ServerProcess {
  /** When the process has ended by itself or was ended, with what it says of that. Never rejects. */
  readonly ended: Promise<string>;
  /** `null` while it runs, else how it ended. */
  endedHow(): string | null;
  /** The last lines that it printed, to be quoted; empty when it printed none. */
  lastWords(): string;
  /** Asks it to end, and ends its whole process group when it takes too long. */
  stop(): Promise<void>;
}

const QUOTED_LINES = 5;

/** Starts a server without a shell, in a process group that dies with this process. */
export function startServer({ command, port, cwd, variables, stopTimeoutMs }: ServerOptions): ServerProcess {
  const [program, ...args] = command.map((word) => word.replaceAll('{port}', String(port)));
  const tail = new LogTail();
  const onLine = (line: string) => tail.push(line);
  const group = startGroup(program ?? '', args, {
    env: { ...defined(variables), PORT: String(port) },
    cwd,
    onStdout: onLine,
    onStderr: onLine,
  });
  let how: string | null = null;
  const ended = group.ended.then((end) => {
    how = inWords(end, program ?? '');
    return how;
  });
  return {
    ended,
    endedHow: () => how,
    lastWords: () => tail.lastLines(QUOTED_LINES),
    async stop() {
      if (how !== null) return;
      group.terminate();
      const timer = setTimeout(() => group.kill(), stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function inWords({ code, signal, error }: GroupEnd, program: string): string {
  if (error !== null) return error.code === 'ENOENT' ? `${program} was not found` : error.message;
  return signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
}

function defined(variables: ServerOptions['variables']): Record<string, string> {
  const known = Object.entries(variables).filter((one): one is [string, string] => one[1] !== undefined);
  return Object.fromEntries(known);
}
