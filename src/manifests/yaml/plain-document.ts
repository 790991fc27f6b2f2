import { blockText } from './block-text.ts';
import type { Chunk } from './document-chunks.ts';
import { flowNode } from './flow-node.ts';
import type { Entry, ListNode, MapNode, ScalarNode, YamlNode } from './located-node.ts';
import { NotPlain } from './not-plain.ts';
import { addEntry, isKeyAt, keyNodeAt, listNode, mapNode, skipBlanks } from './plain-node.ts';
import { expectRestOfLine, PLAIN } from './plain-scalar.ts';
import type { SourceText } from './source-text.ts';

/** A line that holds something, or the part of it behind a `- `. */
interface Line {
  readonly indent: number;
  readonly start: number;
}

const MARKER_LINE = /---\n/y;
const UNUSUAL_CHARACTER = /[^\n -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe]/;
const MAX_DEPTH = 100;

/**
 * Reads what nearly every manifest is written in: block maps and lists, scalars on one line, literal blocks, maps and lists in
 * brackets on one line. `null` for everything else (anchors, tags, folded text, mistakes), which a full parser then reads
 * at ten times the cost; what both read they read alike.
 */
export function readPlainDocument(source: SourceText, chunk: Chunk): YamlNode | null {
  const text = source.text.slice(chunk.from, chunk.to);
  if (UNUSUAL_CHARACTER.test(text)) return null;
  try {
    return new PlainDocument(source, chunk).read();
  } catch (cause) {
    if (cause instanceof NotPlain) return null;
    throw cause;
  }
}

class PlainDocument {
  readonly #source: SourceText;
  readonly #text: string;
  readonly #to: number;
  /** Where the line after the current one begins. */
  #next: number;
  #line: Line | null = null;

  constructor(source: SourceText, { from, to }: Chunk) {
    this.#source = source;
    this.#text = source.text;
    this.#to = to;
    MARKER_LINE.lastIndex = from;
    this.#next = MARKER_LINE.test(source.text) ? MARKER_LINE.lastIndex : from;
  }

  read(): YamlNode {
    this.#advance();
    const root = this.#readBlock(this.#line, 0);
    if (this.#line !== null) throw new NotPlain();
    return root;
  }

  /** To the next line that is neither blank nor a comment. */
  #advance(): void {
    const text = this.#text;
    this.#line = null;
    while (this.#next < this.#to) {
      const lineStart = this.#next;
      const stop = text.indexOf('\n', lineStart);
      this.#next = stop < 0 ? this.#to : stop + 1;
      let start = lineStart;
      while (text[start] === ' ') start++;
      if (start >= this.#to || text[start] === '\n' || text[start] === '#') continue;
      this.#line = { indent: start - lineStart, start };
      return;
    }
  }

  #readBlock(line: Line | null, depth: number): YamlNode {
    if (line === null || depth > MAX_DEPTH) throw new NotPlain();
    return this.#isItem(line) ? this.#readList(line, depth) : this.#readMap(line, depth);
  }

  #isItem({ start }: Line): boolean {
    return this.#text[start] === '-' && this.#text[start + 1] === ' ';
  }

  #readMap({ indent, start }: Line, depth: number): MapNode {
    const entries = new Map<string, Entry>();
    for (let line = this.#line; line?.indent === indent; line = this.#line) {
      const key = keyNodeAt(this.#source, line.start);
      addEntry(entries, key, this.#readValue(key.end + 1, indent, depth));
    }
    this.#expectNothingDeeper(indent);
    return mapNode(this.#source, start, entries);
  }

  #readValue(from: number, indent: number, depth: number): YamlNode {
    const start = skipBlanks(this.#source, from);
    const first = this.#text[start] ?? '\n';
    if (first !== '\n' && !(first === '#' && start > from)) return this.#readInline(start, indent);
    this.#advance();
    const line = this.#line;
    // A list may stand right below its key.
    const nested = line !== null && (line.indent > indent || (line.indent === indent && this.#isItem(line)));
    return this.#readBlock(nested ? line : null, depth + 1);
  }

  #readList({ indent, start }: Line, depth: number): ListNode {
    const items: YamlNode[] = [];
    for (let line = this.#line; line?.indent === indent && this.#isItem(line); line = this.#line)
      items.push(this.#readItem(line, depth));
    this.#expectNothingDeeper(indent);
    return listNode(this.#source, start, items);
  }

  #readItem({ indent, start }: Line, depth: number): YamlNode {
    const content = skipBlanks(this.#source, start + 1);
    if (!isKeyAt(this.#source, content)) return this.#readInline(content, indent);
    this.#line = { indent: indent + content - start, start: content };
    return this.#readBlock(this.#line, depth + 1);
  }

  /** A value that begins on this line; nothing on the lines below may belong to it, blocks aside. */
  #readInline(start: number, indent: number): YamlNode {
    const node = this.#inlineNode(start, indent);
    this.#advance();
    this.#expectNothingDeeper(indent);
    return node;
  }

  #expectNothingDeeper(indent: number): void {
    if (this.#line !== null && this.#line.indent > indent) throw new NotPlain();
  }

  #inlineNode(start: number, indent: number): YamlNode {
    if (this.#text[start] === '|') return this.#readBlockText(start, indent);
    const { node, end } = flowNode(this.#source, start, PLAIN);
    expectRestOfLine(this.#text, end);
    return node;
  }

  #readBlockText(start: number, indent: number): ScalarNode {
    const { text, end } = blockText(this.#text, start, this.#to, indent);
    this.#next = end;
    return { kind: 'scalar', source: this.#source, start, end, size: 1, style: 'block', value: text, text };
  }
}
