import { shortenMiddle } from '../../../../lib/plain-text.ts';

/** What QuickJS says without a word on what it is of. */
const NAMELESS =
  /^TypeError: (not a function|value is not iterable|Cannot convert undefined or null to object|parent class must be constructor)$/;
const FRAME = /(file:\/\/[^\n]*?):(\d+):(\d+)/;
/** A chain of calls over more lines is cut. */
const MOST_LINES = 8;
const MOST_QUOTED = 80;

/** Text of a module of the script by its file URL. */
export type CodeOf = (id: string) => string | undefined;

/** The message of an error of QuickJS, with the name of what was called, or else with the line of the source. */
export function withCallee(message: string, stack: string, codeOf: CodeOf): string {
  const [, said = ''] = NAMELESS.exec(message) ?? [];
  const [, id = '', line = '', column = ''] = FRAME.exec(stack) ?? [];
  const lines = codeOf(id)?.split('\n').slice(0, Number(line)).slice(-MOST_LINES);
  const last = lines?.at(-1);
  if (said === '' || lines === undefined || last === undefined) return message;
  const callee = said === 'not a function' ? calleeAt(lines, last, Number(column)) : null;
  if (callee !== null) return `TypeError: ${callee}`;
  return `${message} in "${shortenMiddle(last.trim(), MOST_QUOTED)}"`;
}

/**
 * QuickJS gives the place of the last name that it read before the call. That is what was called only where the call
 * is in no other's arguments; elsewhere it is not known: `null`.
 */
function calleeAt(lines: readonly string[], last: string, column: number): string | null {
  // It counts bytes.
  const at = Buffer.from(last)
    .subarray(0, column - 1)
    .toString().length;
  const isNew = /\bnew\s+$/.test(last.slice(0, at));
  const [name = ''] = (isNew ? /^[\w$.]+/ : /^#?[\w$]+/).exec(last.slice(at)) ?? [];
  const rest = last.slice(at + name.length);
  if (name === '' || !/^\s*(\?\.)?\s*[(`;]/.test(rest) || /^\s*\([^()]*\)\s*[(`]/.test(rest)) return null;
  const text = `${lines.slice(0, -1).join('\n')}\n${last.slice(0, at)}${name}`;
  const start = startOf(text);
  const head = text.slice(0, start).replace(/\bnew\s+$/, '');
  if (!beginsStatement(head)) return null;
  return `${withoutArguments(text.slice(start))} is not a ${isNew ? 'constructor' : 'function'}`;
}

/** Where the member expression begins that a text ends with. */
function startOf(text: string): number {
  let at = text.length;
  for (;;) {
    const head = text.slice(0, at);
    const [word] = /[\w$#]+$/.exec(head) ?? [];
    if (word !== undefined) at -= word.length;
    else if (/[)\]]$/.test(head)) {
      at = openingOf(text, at - 1);
      if (/[\w$)\]]$/.test(text.slice(0, at))) continue;
    } else return at;
    const [dot] = /\s*\??\.\s*$/.exec(text.slice(0, at)) ?? [];
    if (dot === undefined) return at;
    at -= dot.length;
  }
}

function openingOf(text: string, closing: number): number {
  let depth = 0;
  for (let at = closing; at >= 0; at -= 1) {
    if (')]}'.includes(text[at] ?? '')) depth += 1;
    if ('([{'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

/** Whether what follows a text stands for itself: in no list of arguments, no literal, no larger expression. */
function beginsStatement(head: string): boolean {
  const line = head.slice(head.lastIndexOf('\n') + 1);
  const rest =
    /^.*(?:(?:\)|=>|\b(?:else|try|catch|finally|do)|^)\s*\{|=>|[;`]|\b(?:if|while)\s*\()(.*)$/.exec(
      line,
    )?.[1] ?? line;
  if (!/^\s*(?:(?:(?:const|let|var)\s+)?[\w$.{},\s]+=\s*|return\s+)?(?:await\s+|!)*$/.test(rest))
    return false;
  return rest !== line || !/[([,=+\-*/?:&|]\s*$/.test(head.slice(0, head.length - line.length));
}

/** `page.find('p').nothing` as `page.find(...).nothing`. */
function withoutArguments(expression: string): string {
  let text = '';
  let depth = 0;
  for (const character of expression) {
    if (character === ')') depth -= 1;
    if (depth === 0) text += character === ')' && text.endsWith('(') ? '...)' : character;
    if (character === '(') depth += 1;
  }
  return text.replace(/\s*\n\s*/g, '');
}
