/** A local time that a change of the clocks skips or repeats. */
export interface ClockChange {
  /** Minutes of the day, the first included, the second not. */
  readonly from: number;
  readonly to: number;
  /** 0 is Sunday. */
  readonly day: number;
  readonly kind: 'skipped' | 'repeated';
}

/** A year that stands for all: which days the clocks change on differs, the hour and the day of the week do not. */
const YEAR = 2026;
const MINUTE_MS = 60_000;
const LOOK_MS = 14 * 24 * 60 * MINUTE_MS;
/** Abbreviations that ICU takes and the IANA list has not. */
const NOT_IANA =
  /^(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST)$/;

const zones = new Map<string, boolean>();
const changesByZone = new Map<string, readonly ClockChange[]>();

/** Whether Go finds this zone: a name of the IANA list in its own case, not an offset and not an abbreviation of one. */
export function isTimeZone(name: string): boolean {
  let known = zones.get(name);
  if (known === undefined) {
    known = isKnownZone(name);
    zones.set(name, known);
  }
  return known;
}

function isKnownZone(name: string): boolean {
  if (name === 'UTC' || name === 'Local') return true;
  if (!/^[A-Z]/.test(name) || NOT_IANA.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
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

/** The changes of the clocks in a zone; none where it has no summer time. */
export function clockChanges(zone: string): readonly ClockChange[] {
  let known = changesByZone.get(zone);
  if (known === undefined) {
    known = findChanges(zone);
    changesByZone.set(zone, known);
  }
  return known;
}

/** A look every two weeks finds each. */
function findChanges(zone: string): readonly ClockChange[] {
  const offsetAt = offsetReader(zone);
  const changes: ClockChange[] = [];
  const end = Date.UTC(YEAR + 1, 0, 1);
  for (let before = Date.UTC(YEAR, 0, 1); before < end; before += LOOK_MS) {
    const [old, now] = [offsetAt(before), offsetAt(before + LOOK_MS)];
    if (old !== now) changes.push(changeBetween(before, offsetAt, old, now));
  }
  return changes;
}

/** The minute of the change, by bisection. */
function changeBetween(
  start: number,
  offsetAt: (at: number) => number,
  old: number,
  now: number,
): ClockChange {
  let [low, high] = [start, start + LOOK_MS];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  const local = new Date(high + Math.min(old, now) * MINUTE_MS);
  const from = local.getUTCHours() * 60 + local.getUTCMinutes();
  return {
    from,
    to: from + Math.abs(now - old),
    day: local.getUTCDay(),
    kind: now > old ? 'skipped' : 'repeated',
  };
}

/** Minutes east of UTC at a time. */
function offsetReader(timeZone: string): (at: number) => number {
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return Math.round((local - at) / MINUTE_MS);
  };
}
