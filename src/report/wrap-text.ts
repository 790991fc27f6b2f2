/** A word, in which code in backticks counts as one: a command is copied in one piece. */
const WORD = /(?:`[^`]*`|[^ ])+/g;

/** Lines of at most `width` columns, broken at spaces, but not within code; what is longer is broken where the line ends. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text, width)) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function wordsOf(text: string, width: number): string[] {
  const words = text.match(WORD) ?? [];
  return words
    .flatMap((word) => ([...word].length > width ? word.split(' ') : [word]))
    .flatMap((word) => chunks(word, width));
}

function chunks(word: string, width: number): string[] {
  const characters = [...word];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );
}
