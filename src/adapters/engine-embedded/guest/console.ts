import type { GuestHost, LogLevel } from './guest-host.ts';
import { join, map } from './own-methods.ts';

/** The global `console`: one line per call, objects as JSON. */
export function makeConsole(host: GuestHost): Record<string, unknown> {
  const writer =
    (level: LogLevel) =>
    (...values: unknown[]) =>
      host.log(level, logLine(values));
  return {
    log: writer('info'),
    info: writer('info'),
    debug: writer('debug'),
    warn: writer('warn'),
    error: writer('error'),
    assert: (ok: unknown, ...values: unknown[]) => {
      if (!ok)
        host.log('error', values.length === 0 ? 'Assertion failed' : `Assertion failed ${logLine(values)}`);
    },
  };
}

function logLine(values: readonly unknown[]): string {
  return join(map(values, logText), ' ');
}

/** A value as k6 logs it. */
export function logText(value: unknown): string {
  if (value instanceof Error) return String(value);
  if (typeof value === 'object' && value !== null) {
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return '[object Object]';
    }
  }
  return String(value);
}
