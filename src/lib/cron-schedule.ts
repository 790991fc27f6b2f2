/** What each of the five fields allows, ascending. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** `*` or `?`: with both days restricted either may match, with one of them free both must. */
  readonly anyDayOfMonth: boolean;
  readonly anyDayOfWeek: boolean;
}

export type ParsedCron =
  | { readonly ok: true; readonly schedule: CronSchedule }
  | { readonly ok: false; readonly problem: string };

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of the month', min: 1, max: 31, words: [] },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'day of the week', min: 0, max: 6, words: WEEKDAYS },
];

/** A field that cannot be read; its message says why. */
class FieldError extends Error {}

/**
 * Five fields as KEDA reads them (robfig/cron v3 with neither seconds nor descriptors): lists, ranges, steps, names of
 * months and days, `*` and `?`. No `@daily`, no `L`, `W` or `#`, and no 7 for Sunday. Stricter in three places, where
 * robfig reads something that nobody means: a zone in front (`TZ=`), empty list items, and `*-5`.
 */
export function parseCron(text: string): ParsedCron {
  const trimmed = text.trim();
  const fields = trimmed === '' ? [] : trimmed.split(/\s+/);
  if (/^(CRON_)?TZ=/.test(trimmed))
    return refused('the zone belongs into timezone, not in front of the fields');
  if (trimmed.startsWith('@')) return refused('names such as @daily are not taken, only five fields');
  if (fields.length !== FIELDS.length)
    return refused(`expected 5 fields (minute hour day-of-month month day-of-week), got ${fields.length}`);
  try {
    return { ok: true, schedule: scheduleOf(fields) };
  } catch (error) {
    if (error instanceof FieldError) return refused(error.message);
    throw error;
  }
}

function refused(problem: string): ParsedCron {
  return { ok: false, problem };
}

/** Whether a schedule fires on a day of the calendar, given as its midnight in UTC. */
export function isOnDay(schedule: CronSchedule, day: Date): boolean {
  if (!schedule.months.has(day.getUTCMonth() + 1)) return false;
  const ofMonth = schedule.daysOfMonth.has(day.getUTCDate());
  const ofWeek = schedule.daysOfWeek.has(day.getUTCDay());
  return schedule.anyDayOfMonth || schedule.anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
}

function scheduleOf(texts: readonly string[]): CronSchedule {
  const values = FIELDS.map((field, index) => fieldValues(texts[index] ?? '', field));
  const at = (index: number) => values[index] ?? new Set<number>();
  const free = (index: number) =>
    (texts[index] ?? '').split(',').some((part) => /^[*?](\/\+?0*1)?$/.test(part));
  return {
    minutes: at(0),
    hours: at(1),
    daysOfMonth: at(2),
    months: at(3),
    daysOfWeek: at(4),
    anyDayOfMonth: free(2),
    anyDayOfWeek: free(4),
  };
}

function fieldValues(text: string, field: Field): ReadonlySet<number> {
  const values = text.split(',').flatMap((part) => partValues(part, field));
  return new Set(values.sort((a, b) => a - b));
}

function partValues(part: string, field: Field): number[] {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) throw new FieldError(`${field.name}: too many slashes in ${part}`);
  const { from, to } = rangeOf(range, step !== undefined, field);
  const by = step === undefined ? 1 : wholeNumber(step, field);
  if (by === 0) throw new FieldError(`${field.name}: a step of 0 in ${part}`);
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

function rangeOf(text: string, stepped: boolean, field: Field): { from: number; to: number } {
  if (text === '*' || text === '?') return { from: field.min, to: field.max };
  const [first = '', last, ...more] = text.split('-');
  if (more.length > 0) throw new FieldError(`${field.name}: too many hyphens in ${text}`);
  const from = numberOf(first, field);
  const to = last === undefined ? (stepped ? field.max : from) : numberOf(last, field);
  if (from < field.min || to > field.max)
    throw new FieldError(`${field.name}: ${text} is outside ${field.min} to ${field.max}`);
  if (from > to) throw new FieldError(`${field.name}: ${text} ends before it begins`);
  return { from, to };
}

function numberOf(text: string, field: Field): number {
  const word = field.words.indexOf(text.toLowerCase());
  return word >= 0 ? field.min + word : wholeNumber(text, field);
}

function wholeNumber(text: string, { name }: Field): number {
  if (!/^\+?\d+$/.test(text)) throw new FieldError(`${name}: ${JSON.stringify(text)} is no number`);
  return Number(text);
}
