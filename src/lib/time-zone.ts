/** Wall-clock time, as milliseconds that would be that time in UTC. */
export type WallTime = number;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the name is one of the IANA database, such as `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone);
  } catch {
    return false;
  }
}

/** What clocks show in a zone at a moment. @throws RangeError for an unknown zone */
export function wallTimeOf(epochMs: number, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(epochMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const DAY_MS = 86_400_000;

/** The moments at which clocks show this: none in the gap of spring, two in the hour that autumn repeats. */
export function momentsOf(wall: WallTime, zone: string): readonly number[] {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallTimeOf(near, zone) - near);
  const moments = [...new Set(offsets)].map((offset) => wall - offset);
  return moments.filter((moment) => wallTimeOf(moment, zone) === wall).sort((a, b) => a - b);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
