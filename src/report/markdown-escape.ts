import { plainText, shortenMiddle } from '../lib/plain-text.ts';

/** U+200B: breaks what a forge would turn into a mention, a reference or a link, and is not seen. */
const BREAK = '\u200b';
const MAX_NAME = 48;
const MAX_TEXT = 600;

/**
 * A name from a script as a code span: nothing in it is markup, a link, a mention or a reference.
 * The two characters that could end the span or a table cell become their look-alikes.
 */
export function markdownName(name: string, maxLength = MAX_NAME): string {
  const safe = shortenMiddle(plainText(name), maxLength).replaceAll('`', "'").replaceAll('|', '¦').trim();
  return safe === '' ? '(no name)' : `\`${safe}\``;
}

/** A sentence that may quote names: literal text, except that a pair of backticks still makes a code span. */
export function markdownText(text: string): string {
  const parts = shortenMiddle(plainText(text), MAX_TEXT).split('`');
  const balanced = parts.length % 2 === 1;
  const written = parts.map((part, index) => {
    if (balanced && index % 2 === 1) return markdownName(part, MAX_TEXT);
    return literal(part);
  });
  return atLineStart(written.join(balanced ? '' : '\\`'));
}

/** A list of sentences, each as `markdownText` makes it. */
export function markdownBullets(items: readonly string[]): string {
  return items.map((item) => `- ${markdownText(item)}`).join('\n');
}

/** Words for a chart of mermaid: only characters that cannot end its quotes, its line or its code block. */
export function mermaidText(text: string): string {
  return shortenMiddle(plainText(text), MAX_NAME).replace(/[^\p{L}\p{N} .,:+()/%_−-]/gu, '?');
}

/** The hidden line by which a comment is found again. */
export function commentMarker(key: string): string {
  const id = key.replace(/[^\w.]+/g, '-').slice(0, 100);
  return `<!-- perf-gate:${id} -->`;
}

function literal(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\*[\]~|$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll('@', `@${BREAK}`)
    .replaceAll('#', `#${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${BREAK}-`);
}

/** At the start of a line these would make a list, a heading or a rule. */
function atLineStart(text: string): string {
  return text.replace(/^([-+=#]|\d+(?=[.)]))/, (start) =>
    /\d/.test(start) ? `${start}${BREAK}` : `\\${start}`,
  );
}
