import type { GuestHost, LogLevel } from './guest-host.ts';

/** The global `console`: one line per call, objects as JSON. */
export function makeConsole(host: GuestHost): Record<string, unknown> {
  const writer =
    (level: LogLevel) =>
    (...values: unknown[]) =>
      host.log(level, values.map(logText).join(' '));
  return {
    log: writer('info'),
    info: writer('info'),
    debug: writer('debug'),
    warn: writer('warn'),
    error: writer('error'),
    assert: (ok: unknown, ...values: unknown[]) => {
      if (!ok) host.log('error', `Assertion failed ${values.map(logText).join(' ')}`.trim());
    },
  };
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
