import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogTail, lineSplitter } from '../../../../src/adapters/processes/line-tail.ts';

function linesOf(pieces: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return lines;
}

describe('lines', () => {
  it('do not depend on how the text was cut', () => {
    const word = fc.constantFrom('a', 'bc', '\n', 'd\r\n', '');
    fc.assert(
      fc.property(fc.array(word), (pieces) => {
        expect(linesOf(pieces)).toEqual(linesOf([pieces.join('')]));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('are bounded: a line that never ends comes in parts', () => {
    const lines = linesOf(Array.from({ length: 100 }, () => 'x'.repeat(1_000)));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(8_192);
    expect(lines.join('')).toHaveLength(100_000);
  });
});

describe('the last words of a log', () => {
  const wordsOf = (...lines: string[]) => {
    const tail = new LogTail();
    for (const line of lines) tail.push(line);
    return tail.lastWords();
  };

  it('are the last error, without time and level', () => {
    const error = 'time="2026-01-01T00:00:00Z" level=error msg="GoError: \\"x\\"\\n\\tat file:///a.js:1:1"';
    expect(wordsOf('one', error, 'level=info msg=bye')).toBe('GoError: "x" at file:///a.js:1:1');
  });

  it('are the last line when there was no error, and nothing when it was silent', () => {
    expect(wordsOf('one', '  two  ', '')).toBe('two');
    expect(wordsOf()).toBe('');
  });

  it('are bounded', () => {
    expect(wordsOf('y'.repeat(5_000))).toHaveLength(603);
  });
});
