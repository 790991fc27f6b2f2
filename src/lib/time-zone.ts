/** Wall-clock time, as milliseconds that would be that time in UTC. */
export type WallTime = number;

const DAY_MS = 86_400_000;
/** Names without a region; ICU takes more of them, which are abbreviations that the IANA list has not. */
const SINGLE_NAMES = new Set(
  `CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel
  Jamaica Japan Kwajalein Libya Local MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey
  UCT UTC Universal W-SU WET Zulu`.split(/\s+/),
);
/** A region and places, in capitals as the list has them: file systems mind the case, ICU does not. */
const REGION_AND_PLACE =
  /^([A-Z][a-z]+|US)(\/([A-Z]{1,2}[a-z]+|[A-Z]{2,3}(?=[_/]|$)|[_-](es|of|au)(?=[_-])|[_-])+)+$/;
const OFFSET_NAME = /^Etc\/(GMT([+-]\d{1,2}|0)?|[A-Z][A-Za-z]+)$/;

const known = new Map<string, boolean>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether Go, and so KEDA, finds this zone: a name of the IANA list in its own case, no offset and no abbreviation of one. */
export function isTimeZone(name: string): boolean {
  const answer = known.get(name) ?? isKnownZone(name);
  known.set(name, answer);
  return answer;
}

function isKnownZone(name: string): boolean {
  if (!SINGLE_NAMES.has(name) && !REGION_AND_PLACE.test(name) && !OFFSET_NAME.test(name)) return false;
  try {
    formatOf(name);
  } catch {
    return false;
  }
  return !isInAnotherCase(name);
}

function isInAnotherCase(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').some(
    (zone) => zone !== name && zone.toLowerCase() === name.toLowerCase(),
  );
}

/** Names of zones, for advice. */
export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** What clocks show in a zone at a moment. @throws RangeError for an unknown zone */
export function wallTimeOf(epochMs: number, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(epochMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The moments at which clocks show this: none in the gap of spring, two in the hour that autumn repeats. */
export function momentsOf(wall: WallTime, zone: string): readonly number[] {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallTimeOf(near, zone) - near);
  const moments = [...new Set(offsets)].map((offset) => wall - offset);
  return moments.filter((moment) => wallTimeOf(moment, zone) === wall).sort((a, b) => a - b);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const made = formats.get(zone);
  if (made !== undefined) return made;
  const format = new Intl.DateTimeFormat('en-US', {
    // Containers run in UTC: that is what Go's `Local` is there.
    timeZone: zone === 'Local' ? 'UTC' : zone,
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
