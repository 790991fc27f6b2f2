/** A part of a text: the first offset in it and the first behind it. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
}

/** Directives and `...` say how what follows is to be read. */
const WHOLE_ONLY = /^(%|\.\.\.|\ufeff)|\r/m;
const MARKER = /^---(?=[ \n]|$)/gm;
const CONTENT = /^ *[^\s#]/m;

/** A text cut in front of each `---` that begins a document; one that must be read as a whole stays one. */
export function documentChunks(text: string): readonly Chunk[] {
  if (WHOLE_ONLY.test(text)) return [{ from: 0, to: text.length }];
  const marks = [...text.matchAll(MARKER)].map(({ index }) => index);
  const [first = 0] = marks;
  // Comments in front of the first marker belong to its document.
  if (!CONTENT.test(text.slice(0, first))) marks.shift();
  return [0, ...marks].map((from, index) => ({ from, to: marks[index] ?? text.length }));
}
