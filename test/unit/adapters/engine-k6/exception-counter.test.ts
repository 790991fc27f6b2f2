import { expect, it } from 'vitest';
import { ExceptionCounter } from '../../../../src/adapters/engine-k6/exception-counter.ts';

const THROWN =
  'time="2026-01-01T00:00:00Z" level=error msg="TypeError: Cannot read property \'a\' of undefined\\n\\tat default (file:///load.js:4:8(3))\\n" executor=constant-vus scenario=default source=stacktrace';

function counted(...lines: string[]) {
  const counter = new ExceptionCounter();
  for (const line of lines) counter.push(line);
  return counter.exceptions;
}

it.each([
  ['what the script prints as an error', 'level=error msg="source=stacktraces" source=console'],
  [
    'an exception of setup, which ends the run',
    THROWN.replace('executor=constant-vus scenario=default ', ''),
  ],
  ['a warning', THROWN.replace('level=error', 'level=warning')],
  ['text without fields', 'Error: boom'],
  ['nothing', ''],
])('counts no exception of an iteration in %s', (_, line) => {
  expect(counted(line)).toBeNull();
});

it('counts exceptions of iterations and keeps the first, with its place and on one line', () => {
  expect(counted('level=info msg=hello', THROWN, THROWN.replace('TypeError', 'Error'))).toEqual({
    iterations: 2,
    first: "TypeError: Cannot read property 'a' of undefined at default (file:///load.js:4:8(3))",
  });
});

it('keeps a long message short', () => {
  expect(counted(THROWN.replace('Cannot', 'x'.repeat(5_000)))?.first.length).toBeLessThanOrEqual(200);
});
