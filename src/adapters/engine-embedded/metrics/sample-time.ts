const MINUTE_MS = 60_000;

/** Writes sample times; the part up to the second is kept, because thousands of samples share it. */
export type TimeFormatter = (timeMs: number) => string;

/**
 * RFC 3339 with fractional seconds, trailing zeros trimmed, in the local offset of `offsetMinutesAt` (minutes east of
 * UTC), as k6 writes times. Resolution is a microsecond: a double holds no more of the present epoch.
 */
export function rfc3339Formatter(offsetMinutesAt: (timeMs: number) => number): TimeFormatter {
  let second = Number.NaN;
  let start = '';
  let zone = 'Z';
  return (timeMs) => {
    const micros = Math.round(timeMs * 1_000);
    const whole = Math.floor(micros / 1_000_000);
    if (whole !== second) {
      const offset = offsetMinutesAt(timeMs);
      second = whole;
      start = new Date(whole * 1_000 + offset * MINUTE_MS).toISOString().slice(0, 19);
      zone = zoneOf(offset);
    }
    return start + fractionOf(micros - whole * 1_000_000) + zone;
  };
}

function fractionOf(micros: number): string {
  return micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
}

function zoneOf(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'Z';
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Offset of the machine's time zone, in minutes east of UTC. */
export function localOffsetMinutes(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset();
}
