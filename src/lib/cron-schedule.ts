/** Minutes, hours and days at which something happens; every list ascending. */
export interface CronSchedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
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
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: ['', ...MONTHS] },
  { name: 'day of week', min: 0, max: 6, names: WEEKDAYS },
];

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** A field that cannot be read; its message says why. */
class FieldError extends Error {}

/**
 * Five fields as robfig/cron v3 reads them, which is what KEDA uses: lists, ranges, steps, names of months and days,
 * `*` and `?`. No seconds, no `L`, `W` or `#`, and no 7 for Sunday.
 */
export function parseCron(text: string): ParsedCron {
  const trimmed = text.trim();
  const fields = (DESCRIPTORS[trimmed] ?? trimmed).split(/\s+/);
  if (trimmed.startsWith('@') && DESCRIPTORS[trimmed] === undefined)
    return { ok: false, problem: `${trimmed} is none of ${Object.keys(DESCRIPTORS).join(', ')}` };
  if (fields.length !== FIELDS.length || trimmed === '')
    return {
      ok: false,
      problem: `expected 5 fields (minute hour day-of-month month day-of-week), got ${trimmed === '' ? 0 : fields.length}`,
    };
  try {
    return { ok: true, schedule: scheduleOf(fields) };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, problem: error.message };
    throw error;
  }
}

function scheduleOf(texts: readonly string[]): CronSchedule {
  const values = FIELDS.map((field, index) => fieldValues(texts[index] ?? '', field));
  const at = (index: number) => values[index] ?? [];
  const free = (index: number) => (texts[index] ?? '').split(',').some((part) => /^[*?](\/1)?$/.test(part));
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

function fieldValues(text: string, field: Field): readonly number[] {
  const values = new Set(text.split(',').flatMap((part) => partValues(part, field)));
  return [...values].sort((a, b) => a - b);
}

function partValues(part: string, field: Field): readonly number[] {
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
  const named = text === '' ? -1 : field.names.indexOf(text.toLowerCase());
  return named >= 0 ? named : wholeNumber(text, field);
}

function wholeNumber(text: string, { name }: Field): number {
  if (!/^\d{1,4}$/.test(text)) throw new FieldError(`${name}: ${JSON.stringify(text)} is no number`);
  return Number(text);
}
