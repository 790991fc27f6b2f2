import { compareTexts } from './compare-texts.ts';

/** k6's engine knows no locales: numbers as they are, dates as `12/31/2026, 23:59:59`, one order of texts, whatever is asked for. */
export function defineLocaleTexts(): void {
  define(Number.prototype, { toLocaleString: plainText });
  define(Reflect.get(globalThis, 'BigInt').prototype, { toLocaleString: plainText });
  const { localeCompare } = String.prototype;
  // QuickJS has the order of code units alone.
  const compare =
    'a'.localeCompare('B') < 0 ? (a: string, b: string) => localeCompare.call(a, b) : compareTexts;
  define(String.prototype, {
    localeCompare(this: unknown, other?: unknown) {
      return compare(String(this), String(other));
    },
  });
  define(Date.prototype, {
    toLocaleString(this: Date) {
      return isValid(this) ? `${dateText(this)}, ${timeText(this)}` : 'Invalid Date';
    },
    toLocaleDateString(this: Date) {
      return isValid(this) ? dateText(this) : 'Invalid Date';
    },
    toLocaleTimeString(this: Date) {
      return isValid(this) ? timeText(this) : 'Invalid Date';
    },
  });
}

function define(
  owner: object,
  methods: Readonly<Record<string, (...values: never[]) => string | number>>,
): void {
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

function plainText(this: number | bigint): string {
  return this.toString();
}

function isValid(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}

function dateText(date: Date): string {
  return `${twoDigits(date.getMonth() + 1)}/${twoDigits(date.getDate())}/${String(date.getFullYear()).padStart(4, '0')}`;
}

function timeText(date: Date): string {
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
