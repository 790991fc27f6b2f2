import type { Command } from '../model/paired-targets.ts';

const ENDS: Readonly<Record<string, RegExp>> = { "'": /'/, '"': /"/ };

/**
 * A command line as words, without a shell: blanks part them, single and double quotes keep blanks, and a backslash
 * takes the next quote, blank or backslash as it is (not inside single quotes; before any other character it is an
 * ordinary one, as in `C:\node`). Nothing is expanded: no variables, no `&&`, no `>`.
 * Answers what was expected instead, in words, when it is no command.
 */
export function splitCommand(
  text: string,
): { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly expected: string } {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (quote === null && character in ENDS) {
      quote = character;
      word ??= '';
    } else if (character === quote) {
      quote = null;
    } else if (character === '\\' && quote !== "'" && /[\s"'\\]/.test(next)) {
      word = (word ?? '') + next;
      at++;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) return { ok: false, expected: `a command whose ${quote} is closed` };
  if (word !== null) words.push(word);
  const [program, ...args] = words;
  if (program === undefined || program === '') return { ok: false, expected: 'a program and its arguments' };
  const operator = words.find((one) => SHELL_WORDS.has(one));
  if (operator !== undefined)
    return {
      ok: false,
      expected: `one program, no shell syntax such as ${operator} (put it into a script, or use: sh -c "...")`,
    };
  return { ok: true, command: [program, ...args] };
}

/** They would reach the program as arguments, which nobody who writes them means. */
const SHELL_WORDS: ReadonlySet<string> = new Set(['&&', '||', '|', ';', '&', '>', '>>', '<', '2>&1']);
