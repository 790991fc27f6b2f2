/** A schedule of five fields as the sets of what each allows. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** Whether every week is like every other: no day of the month and no month is chosen. */
  readonly weekly: boolean;
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
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of the month', min: 1, max: 31, words: [] },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'day of the week', min: 0, max: 6, words: DAYS },
];

/** Reads the five fields that KEDA's cron scaler takes: no seconds, no `@daily`, no `L`, `W` or `#`, and 0 to 6 as days of the week. */
export function parseCron(text: string): ParsedCron {
  const parts = text.trim().split(/\s+/);
  if (text.trim().startsWith('@')) return refused('names such as @daily are not taken, only five fields');
  if (parts.length !== FIELDS.length)
    return refused(`expected five fields, got ${text.trim() === '' ? 0 : parts.length}`);
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = readField(parts[index] ?? '', field);
    if (typeof read === 'string') return refused(`${field.name}: ${read}`);
    sets.push(read);
  }
  const [minutes = NONE, hours = NONE, daysOfMonth = NONE, months = NONE, daysOfWeek = NONE] = sets;
  const weekly = /^[*?]$/.test(parts[2] ?? '') && /^[*?]$/.test(parts[3] ?? '');
  return { ok: true, schedule: { minutes, hours, daysOfMonth, months, daysOfWeek, weekly } };
}

const NONE: ReadonlySet<number> = new Set();

function refused(problem: string): ParsedCron {
  return { ok: false, problem };
}

/** The values of a field such as `0,30`, `mon-fri`, `*\/15` or `8-18/2`; a text tells what is wrong with it. */
function readField(text: string, field: Field): ReadonlySet<number> | string {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const problem = addPart(part, field, values);
    if (problem !== null) return problem;
  }
  return values;
}

function addPart(part: string, field: Field, values: Set<number>): string | null {
  const [range = '', stepText, ...more] = part.split('/');
  if (more.length > 0) return `two steps in ${JSON.stringify(part)}`;
  const step = stepText === undefined ? 1 : wholeNumber(stepText);
  if (step === null || step === 0) return `the step of ${JSON.stringify(part)} is not a number above zero`;
  const bounds = readRange(range, field, stepText !== undefined);
  if (typeof bounds === 'string') return bounds;
  for (let value = bounds.first; value <= bounds.last; value += step) values.add(value);
  return null;
}

function readRange(text: string, field: Field, stepped: boolean): { first: number; last: number } | string {
  if (text === '*' || text === '?') return { first: field.min, last: field.max };
  const [from = '', to, ...more] = text.split('-');
  if (more.length > 0) return `too many - in ${JSON.stringify(text)}`;
  const first = valueIn(from, field);
  const last = to === undefined ? (stepped ? field.max : first) : valueIn(to, field);
  if (first === null || last === null)
    return `expected ${field.min} to ${field.max}, got ${JSON.stringify(text)}`;
  return first > last ? `${JSON.stringify(text)} goes backwards` : { first, last };
}

function valueIn(text: string, { min, max, words }: Field): number | null {
  const word = words.indexOf(text.toLowerCase());
  const value = word >= 0 ? word + min : wholeNumber(text);
  return value !== null && value >= min && value <= max ? value : null;
}

function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
