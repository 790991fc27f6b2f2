/** k6's codes of requests that got no answer, in words. */
const WORDS: Readonly<Record<string, string>> = {
  'error 1020': 'invalid URL',
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
