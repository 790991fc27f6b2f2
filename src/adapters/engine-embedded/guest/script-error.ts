/** What a thrown value says, as in `TypeError: x is not a function`. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? thrown : describe(thrown);
  return thrown.name === 'Error' || thrown.name === '' ? thrown.message : `${thrown.name}: ${thrown.message}`;
}

/** The stack of a thrown value, only frames of the script's own files. */
export function stackOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? String(thrown.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => line.includes('file://'))
    .join('\n');
}

/** URL of the script module that called into the guest library; `''` when there is none. */
export function callerModule(): string {
  const stack = new Error('').stack ?? '';
  return /(file:\/\/[^\n]*?):\d+:\d+/.exec(stack)?.[1] ?? '';
}

function describe(thrown: unknown): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
