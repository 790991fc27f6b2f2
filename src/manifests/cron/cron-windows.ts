import { type CronSchedule, parseCron } from '../../lib/cron-schedule.ts';
import { remembered } from '../../lib/remembered.ts';
import type { Bundle } from '../bundle.ts';
import { oncePerBundle } from '../once-per-bundle.ts';
import { metadataText, type ScaledObject, type Trigger } from '../scaled-object.ts';
import { weeklyWindow } from './weekly-window.ts';

/** A cron trigger that can be read. */
export interface CronWindow extends Hours {
  readonly trigger: Trigger;
  readonly desired: number;
  readonly zone: string;
}

interface Hours {
  readonly start: CronSchedule;
  readonly end: CronSchedule;
  /** Minutes of the week between them; `null` when weeks differ. */
  readonly open: Uint8Array | null;
}

/** Windows of a ScaledObject. */
export function cronWindowsOf(bundle: Bundle, scaled: ScaledObject): readonly CronWindow[] {
  return windowsOfBundle(bundle).get(scaled) ?? [];
}

/** A company has many objects and few office hours: each is worked out once. */
const windowsOfBundle = oncePerBundle(({ scaledObjects }) => {
  const hours = remembered(hoursOf);
  return new Map(
    scaledObjects.map((scaled) => [scaled, scaled.triggers.flatMap((trigger) => windowOf(trigger, hours))]),
  );
});

function windowOf(trigger: Trigger, hours: (window: string) => Hours | null): readonly CronWindow[] {
  if (trigger.type !== 'cron') return [];
  const found = hours(`${metadataText(trigger, 'start') ?? ''}\n${metadataText(trigger, 'end') ?? ''}`);
  if (found === null) return [];
  const desired = Number(metadataText(trigger, 'desiredReplicas') ?? Number.NaN);
  return [{ ...found, trigger, desired, zone: metadataText(trigger, 'timezone') ?? '' }];
}

/** Of start and end on two lines; `null` for what KEDA refuses. */
function hoursOf(window: string): Hours | null {
  const [from = '', to = ''] = window.split('\n');
  const [start, end] = [parseCron(from), parseCron(to)];
  if (!start.ok || !end.ok || from === to) return null;
  return { start: start.schedule, end: end.schedule, open: weeklyWindow(start.schedule, end.schedule) };
}
