import { type ClockChange, clockChanges } from '../../lib/clock-changes.ts';
import { closest } from '../../lib/closest.ts';
import { type CronSchedule, isOnDay, parseCron } from '../../lib/cron-schedule.ts';
import { remembered } from '../../lib/remembered.ts';
import { isTimeZone, timeZoneNames } from '../../lib/time-zone.ts';
import type { Bundle } from '../bundle.ts';
import { type CronWindow, cronWindowsOf } from '../cron/cron-windows.ts';
import { covers } from '../cron/weekly-window.ts';
import { isAlwaysAbove, triggerQueries } from '../promql/placed-queries.ts';
import type { Complaint, Rule } from '../rule.ts';
import { metadataEntry, metadataText, type ScaledObject, specPlace, type Trigger } from '../scaled-object.ts';
import { triggersOfType } from '../triggers/bundle-triggers.ts';
import type { Placed } from '../yaml/located-node.ts';
import { changed, OFFICE_HOURS } from './example-manifests.ts';

const LUNCH = `    - type: cron
      metadata:
        timezone: Europe/Berlin
        start: 0 12 * * 1-5
        end: 0 13 * * 1-5
        desiredReplicas: "2"
`;
const WITH_FALLBACK = changed(
  OFFICE_HOURS,
  '  triggers:',
  '  fallback:\n    failureThreshold: 3\n    replicas: 2\n  triggers:',
);
const ALWAYS = `    - type: prometheus
      metadata:
        serverAddress: http://prometheus.monitoring:9090
        query: sum(rate(http_requests_total{service="reports"}[1m])) or vector(1)
        threshold: "50"
        ignoreNullValues: "false"
`;

/** Windows of time: when they open, and what they can do. */
export const CRON_RULES: readonly Rule[] = [
  {
    id: 'cron-syntax',
    severity: 'error',
    title: 'A cron expression cannot be read',
    reason: 'KEDA takes five fields; the trigger fails at every poll.',
    fix: 'Write minute, hour, day of the month, month and day of the week (0 to 6, Sunday is 0).',
    bad: changed(OFFICE_HOURS, '0 8 * * 1-5', '0 0 8 * * 1-5'),
    good: OFFICE_HOURS,
    check: unreadable,
  },
  {
    id: 'cron-time-zone',
    severity: 'error',
    title: 'There is no such time zone',
    reason: 'Names come from the IANA list, and case counts; the trigger fails at every poll.',
    fix: 'Write a name such as Europe/Berlin; offsets and abbreviations are not taken.',
    bad: changed(OFFICE_HOURS, 'Europe/Berlin', 'Europe/Berlim'),
    good: OFFICE_HOURS,
    check: function* (bundle) {
      for (const { trigger } of triggersOfType(bundle, 'cron')) {
        const entry = metadataEntry(trigger, 'timezone');
        const zone = metadataText(trigger, 'timezone');
        if (entry === null || zone === null || isTimeZone(zone)) continue;
        const near = closest(zone, timeZoneNames());
        const message = `there is no time zone ${JSON.stringify(zone)}`;
        yield near === null
          ? { at: entry.value, message }
          : { at: entry.value, message, fix: `Did you mean ${near}?` };
      }
    },
  },
  {
    id: 'cron-no-window',
    severity: 'error',
    title: 'start and end are the same',
    reason: 'KEDA refuses the trigger.',
    fix: 'Write two different times.',
    bad: changed(OFFICE_HOURS, '0 20 * * 1-5', '0 8 * * 1-5'),
    good: OFFICE_HOURS,
    check: function* (bundle) {
      for (const { trigger } of triggersOfType(bundle, 'cron')) {
        const end = metadataEntry(trigger, 'end');
        if (end !== null && metadataText(trigger, 'start') === metadataText(trigger, 'end'))
          yield { at: end.value, message: 'the window ends when it starts' };
      }
    },
  },
  {
    id: 'cron-without-effect',
    severity: 'warning',
    title: 'The window asks for no more than there is anyway',
    reason: 'KEDA takes the largest of all triggers and minReplicaCount.',
    fix: 'Raise desiredReplicas, or lower minReplicaCount.',
    bad: changed(OFFICE_HOURS, 'minReplicaCount: 0', 'minReplicaCount: 2'),
    good: OFFICE_HOURS,
    check: (bundle) =>
      windowsWhere(bundle, ({ min }, desired) =>
        min > 0 && desired <= min ? `${desired} replicas in the window, and ${min} outside of it` : null,
      ),
  },
  {
    id: 'cron-above-max',
    severity: 'warning',
    title: 'The window asks for more than maxReplicaCount',
    reason: 'It is capped without a word.',
    fix: 'Raise maxReplicaCount, or lower desiredReplicas.',
    bad: changed(OFFICE_HOURS, 'maxReplicaCount: 4', 'maxReplicaCount: 1'),
    good: OFFICE_HOURS,
    check: (bundle) =>
      windowsWhere(bundle, ({ max }, desired) =>
        desired > max ? `${desired} replicas in the window, ${max} at most` : null,
      ),
  },
  {
    id: 'cron-shadowed',
    severity: 'warning',
    title: 'Another window of the same object always asks for as much',
    reason: 'KEDA takes the largest answer, so this window never decides.',
    fix: 'Raise its desiredReplicas, move it, or take it away.',
    bad: `${OFFICE_HOURS}${LUNCH}`,
    good: `${OFFICE_HOURS}${changed(LUNCH, '"2"', '"4"')}`,
    check: shadowedWindows,
  },
  {
    id: 'cron-clock-change',
    severity: 'warning',
    title: 'A window opens or closes in the hour in which the clocks change',
    reason: 'That time does not exist once a year, and comes twice once a year.',
    fix: 'Move it out of that hour, or write timezone: UTC.',
    bad: changed(OFFICE_HOURS, '0 20 * * 1-5', '30 2 * * *'),
    good: changed(OFFICE_HOURS, '0 20 * * 1-5', '30 4 * * *'),
    check: clockChangeComplaints,
  },
  {
    id: 'cron-never-zero',
    severity: 'error',
    title: 'It can never reach the zero that it is meant to reach',
    reason:
      'KEDA takes the largest of all triggers: one that is always active keeps a replica, day and night.',
    fix: 'Take the constant out of the other query, give it an activationThreshold above it, or leave a gap between the windows.',
    bad: `${WITH_FALLBACK}${ALWAYS}`,
    good: `${WITH_FALLBACK}${changed(ALWAYS, 'vector(1)', 'vector(0)')}`,
    check: neverZero,
  },
];

function* unreadable(bundle: Bundle): Generator<Complaint> {
  const parse = remembered(parseCron);
  for (const { trigger } of triggersOfType(bundle, 'cron'))
    for (const name of ['start', 'end']) {
      const entry = metadataEntry(trigger, name);
      const parsed = parse(metadataText(trigger, name) ?? '');
      if (entry !== null && !parsed.ok) yield { at: entry.value, message: `${name}: ${parsed.problem}` };
    }
}

function* windowsWhere(
  bundle: Bundle,
  fault: (scaled: ScaledObject, desired: number) => string | null,
): Generator<Complaint> {
  for (const scaled of bundle.scaledObjects)
    for (const { trigger, desired } of cronWindowsOf(bundle, scaled)) {
      const problem = fault(scaled, desired);
      if (problem !== null) yield { at: placeOf(trigger, 'desiredReplicas'), message: problem };
    }
}

function placeOf(trigger: Trigger, name: string): Placed {
  return metadataEntry(trigger, name)?.value ?? trigger.node;
}

function* shadowedWindows(bundle: Bundle): Generator<Complaint> {
  for (const scaled of bundle.scaledObjects) {
    const windows = cronWindowsOf(bundle, scaled);
    for (const [index, inner] of windows.entries()) {
      const outer = windows.find((other, at) => other !== inner && shadows(other, inner, at < index));
      if (outer !== undefined)
        yield {
          at: placeOf(inner.trigger, 'desiredReplicas'),
          message: `another window asks for ${outer.desired} whenever this one asks for ${inner.desired}`,
        };
    }
  }
}

function shadows(outer: CronWindow, inner: CronWindow, earlier: boolean): boolean {
  if (outer.zone !== inner.zone || outer.desired < inner.desired) return false;
  const [open, within] = [outer.open, inner.open];
  if (open === null || within === null || !covers(open, within)) return false;
  // Of two that are alike, the later one is told.
  return outer.desired > inner.desired || !covers(within, open) || earlier;
}

function* clockChangeComplaints(bundle: Bundle): Generator<Complaint> {
  const changeHit = rememberedHits();
  for (const scaled of bundle.scaledObjects)
    for (const { trigger, zone, start, end } of cronWindowsOf(bundle, scaled)) {
      if (zone === 'UTC' || !isTimeZone(zone)) continue;
      for (const [name, schedule] of [
        ['start', start],
        ['end', end],
      ] as const) {
        const hit = changeHit(schedule, zone);
        if (hit !== undefined)
          yield {
            at: placeOf(trigger, name),
            message: `${name}: this time of day is ${hit.kind} when the clocks of ${zone} change`,
          };
      }
    }
}

/** The first change of the clocks in which a schedule fires; what fires every hour has no hour to move out of. */
function rememberedHits() {
  const hits = new Map<CronSchedule, (zone: string) => ClockChange | undefined>();
  return (schedule: CronSchedule, zone: string) => {
    const ofZone =
      hits.get(schedule) ??
      remembered((name) => clockChanges(name).find((change) => firesDuring(schedule, change)));
    hits.set(schedule, ofZone);
    return schedule.hours.size < 24 ? ofZone(zone) : undefined;
  };
}

function firesDuring(schedule: CronSchedule, { from, to }: ClockChange): boolean {
  for (let at = from; at < to; at += 60_000) {
    const time = new Date(at);
    const fires = schedule.minutes.has(time.getUTCMinutes()) && schedule.hours.has(time.getUTCHours());
    if (fires && isOnDay(schedule, time)) return true;
  }
  return false;
}

function* neverZero(bundle: Bundle): Generator<Complaint> {
  const queries = triggerQueries(bundle);
  for (const scaled of bundle.scaledObjects) {
    const windows = cronWindowsOf(bundle, scaled);
    if (scaled.min > 0 || windows.length === 0) continue;
    if (leaveNoGap(windows))
      yield {
        at: specPlace(scaled, 'triggers'),
        message: 'the windows leave no time of the week between them, and the smallest count is 0',
      };
    for (const { scalar, query, trigger } of queries) {
      if (trigger?.owner !== scaled.manifest) continue;
      const activation = Number(metadataText(trigger.trigger, 'activationThreshold') ?? 0);
      if (isAlwaysAbove(query, activation))
        yield {
          at: scalar,
          message: `the query is always above ${activation}, so that outside of the window a replica stays`,
        };
    }
  }
}

function leaveNoGap(windows: readonly CronWindow[]): boolean {
  const zone = windows[0]?.zone;
  const open = windows.map((window) => window.open);
  if (windows.some((window) => window.zone !== zone) || open.includes(null)) return false;
  const [first, ...others] = open.filter((one) => one !== null);
  return first?.every((minute, at) => minute === 1 || others.some((other) => other[at] === 1)) === true;
}
