/** One line that never ends must not fill the memory. */
const MAX_LINE_LENGTH = 8_192;

/** Cuts text that comes in pieces into lines; a longer line than 8 KB comes in parts. */
export function lineSplitter(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let rest = '';
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) emit(line, onLine);
      while (rest.length > MAX_LINE_LENGTH) {
        onLine(rest.slice(0, MAX_LINE_LENGTH));
        rest = rest.slice(MAX_LINE_LENGTH);
      }
    },
    end() {
      if (rest !== '') emit(rest, onLine);
      rest = '';
    },
  };
}

function emit(line: string, onLine: (line: string) => void): void {
  const clean = line.endsWith('\r') ? line.slice(0, -1) : line;
  for (let at = 0; at === 0 || at < clean.length; at += MAX_LINE_LENGTH) {
    onLine(clean.slice(at, at + MAX_LINE_LENGTH));
  }
}

const MAX_LINES = 50;
const MAX_QUOTED = 600;
const ERROR_LINE = /level="?(?:error|fatal|panic)"?|^panic:|Error:/;

/** Remembers the last lines of a log, to be quoted when things went wrong. */
export class LogTail {
  readonly #lines: string[] = [];

  push(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
  }

  /** The last error of the log, else its last line, without the time stamp; at most 600 characters. */
  lastWords(): string {
    const line = this.#lines.findLast((text) => ERROR_LINE.test(text)) ?? this.#lines.at(-1) ?? '';
    const words = messageOf(line).replace(/\s*\n\s*/g, ' ');
    return words.length > MAX_QUOTED ? `${words.slice(0, MAX_QUOTED)}...` : words;
  }

  /** The last lines of the log as one, parted by ` | `; at most 600 characters, the newest kept. */
  lastLines(count: number): string {
    const words = this.#lines
      .slice(-count)
      .map((line) => line.trim())
      .join(' | ');
    return words.length > MAX_QUOTED ? `...${words.slice(-MAX_QUOTED)}` : words;
  }
}

/** `msg` of a logfmt line (`time="..." level=error msg="..."`) with its line feeds, else the line itself. */
export function messageOf(line: string): string {
  const quoted = /\bmsg=("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
  if (quoted === undefined) return line.trim();
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === 'string' ? text.trim() : line.trim();
  } catch {
    return quoted.slice(1, -1);
  }
}
