import { plainText } from '../../lib/plain-text.ts';
import type { Logger } from '../../ports/logger.ts';

export interface ConsoleLoggerOptions {
  readonly stream: { write(text: string): unknown };
  /** Whether debug messages are written, too. */
  readonly debug: boolean;
}

/** Messages on standard error, one line each; what they quote cannot steer the terminal. */
export function makeConsoleLogger({ stream, debug }: ConsoleLoggerOptions): Logger {
  const write = (prefix: string, message: string) => void stream.write(`${prefix}${plainText(message)}\n`);
  return {
    debug: (message) => {
      if (debug) write('debug: ', message);
    },
    info: (message) => write('', message),
    warn: (message) => write('warning: ', message),
    error: (message) => write('error: ', message),
  };
}
