import { formatCount } from '../lib/format-number.ts';

/** Requests whose URL is none, whatever code the engine gives them. */
export const INVALID_URL = 'error 1020';

/** The notice that quotes one of them. */
export const INVALID_URL_NOTICE = 'invalid-url';

/** k6's codes of requests that got no answer, in words. */
const WORDS: Readonly<Record<string, string>> = {
  [INVALID_URL]: 'invalid URL',
  'error 1050': 'no answer in time',
  'error 1100': 'name resolution failed',
  'error 1101': 'no such host',
  'error 1201': 'connection broken while sending',
  'error 1210': 'connection failed',
  'error 1211': 'no connection in time',
  'error 1212': 'connection refused',
  'error 1213': 'network or host unreachable',
  'error 1220': 'connection reset',
};

const STATUS = /^status ([1-9]\d*)$/;

/** A class of failed requests as a reader knows it: `HTTP 503`, `connection refused`; others keep their name. */
export function failureName(failureClass: string): string {
  const [, status] = STATUS.exec(failureClass) ?? [];
  return status === undefined ? (WORDS[failureClass] ?? failureClass) : `HTTP ${status}`;
}

/** Whether the target answered, if with an error; a broken connection or a time-out is no answer. */
export function isAnswer(failureClass: string): boolean {
  return STATUS.test(failureClass);
}

/** Requests by class of failure (`LoadFacts.failuresByClass`). */
export type FailureCounts = Readonly<Record<string, number>>;

/** Those that the target left without an answer. */
export function unansweredOf(counts: FailureCounts): FailureCounts {
  return Object.fromEntries(Object.entries(counts).filter(([name]) => !isAnswer(name)));
}

export function countOf(counts: FailureCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The three most frequent: `connection refused: 390, HTTP 503: 10`. One class alone needs no number. */
export function failuresInWords(counts: FailureCounts): string {
  const worst = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const [only] = worst;
  if (only === undefined) return 'for unknown reasons';
  if (worst.length === 1) return failureName(only[0]);
  return worst
    .slice(0, 3)
    .map(([name, count]) => `${failureName(name)}: ${formatCount(count)}`)
    .join(', ');
}
