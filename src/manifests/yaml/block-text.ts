import { NotPlain } from './not-plain.ts';

export interface BlockText {
  readonly text: string;
  /** After its last line that holds something. */
  readonly end: number;
}

const HEADER = /\|(-?)\n/y;

/**
 * The literal block (`|` or `|-`) whose header stands at an offset, in lines indented deeper than `indent`.
 * @throws NotPlain for folded blocks, indentation that is stated, and blanks that could count
 */
export function blockText(source: string, start: number, to: number, indent: number): BlockText {
  HEADER.lastIndex = start;
  const header = HEADER.exec(source);
  if (header === null) throw new NotPlain();
  const depth = indentAt(source, HEADER.lastIndex);
  if (depth <= indent || source[HEADER.lastIndex + depth] === '\n') throw new NotPlain();
  const lines: string[] = [];
  let [at, end] = [HEADER.lastIndex, HEADER.lastIndex];
  while (at < to) {
    const stop = source.indexOf('\n', at);
    if (stop < 0 || stop >= to) throw new NotPlain();
    const blanks = indentAt(source, at);
    const empty = at + blanks === stop;
    if (empty ? blanks > depth : blanks < depth) {
      if (empty) throw new NotPlain();
      break;
    }
    lines.push(source.slice(at + depth, stop));
    at = stop + 1;
    if (!empty) end = at;
  }
  while (lines.at(-1) === '') lines.pop();
  return { text: lines.join('\n') + (header[1] === '-' ? '' : '\n'), end };
}

export function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === 0x20) at++;
  return at - lineStart;
}
