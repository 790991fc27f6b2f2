import { filter, includes, join, match, split } from './own-methods.ts';

/** What a thrown value says, as in `TypeError: x is not a function`. Never throws, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  try {
    return textOf(thrown);
  } catch {
    return 'a value that cannot be shown';
  }
}

function textOf(thrown: unknown): string {
  if (!isError(thrown)) return typeof thrown === 'string' ? thrown : describe(thrown);
  if (thrown.name === 'Error' || thrown.name === '') return thrown.message;
  // QuickJS: the function that a script passed to `map()` is none.
  const [, native] = match(/^\s*at (\w+) \(native\)/, thrown.stack ?? '') ?? [];
  const passedTo =
    thrown.message === 'not a function' && native !== undefined ? `, passed to ${native}()` : '';
  return `${thrown.name}: ${thrown.message}${passedTo}`;
}

/** The stack of a thrown value, only frames of the script's own files. */
export function stackOf(thrown: unknown): string {
  let stack = '';
  try {
    if (isError(thrown)) stack = String(thrown.stack ?? '');
  } catch {
    // A getter that throws, or a proxy.
  }
  return join(
    filter(split(stack, '\n'), (line) => includes(line, 'file://')),
    '\n',
  );
}

/** Not `instanceof`: a stack that overflows inside the host throws an error of the host's realm. */
function isError(thrown: unknown): thrown is Error {
  const { name, message, stack } = (thrown ?? {}) as Partial<Record<keyof Error, unknown>>;
  return typeof name === 'string' && typeof message === 'string' && typeof stack === 'string';
}

/** URL of the script module that called into the guest library; `''` when there is none. */
export function callerModule(): string {
  const stack = new Error('').stack ?? '';
  return match(/(file:\/\/[^\n]*?):\d+:\d+/, stack)?.[1] ?? '';
}

function describe(thrown: unknown): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
