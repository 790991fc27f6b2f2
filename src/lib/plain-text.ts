// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPE_SEQUENCE = /(?:\u001b\[|\u009b)[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]?/g;
/** Controls, lone surrogates, line separators, and characters that reorder or hide text. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const ELLIPSIS = '…';

/** One line of text without escape sequences, control characters or characters that reorder it. */
export function plainText(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, '').replace(INVISIBLE, ' ').trim();
}

/** At most `max` characters, shortened in the middle: both ends of a name tell it apart. */
export function shortenMiddle(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const head = Math.ceil((max - 1) / 2);
  const tail = max - 1 - head;
  return [...characters.slice(0, head), ELLIPSIS, ...characters.slice(characters.length - tail)].join('');
}
