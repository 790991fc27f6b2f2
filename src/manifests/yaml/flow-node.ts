import type { Entry, YamlNode } from './located-node.ts';
import { NotPlain } from './not-plain.ts';
import { addEntry, keyNodeAt, listNode, mapNode, scalarNode, skipBlanks } from './plain-node.ts';
import { PLAIN_IN_FLOW, scalarAt } from './plain-scalar.ts';
import type { SourceText } from './source-text.ts';

interface Read<T> {
  readonly node: T;
  /** Behind it. */
  readonly end: number;
}

const MAX_DEPTH = 20;

/** The scalar, `[list]` or `{map: of it}` at an offset, on one line. @throws NotPlain for anything else */
export function flowNode(source: SourceText, start: number, plain: RegExp, depth = 0): Read<YamlNode> {
  if (depth > MAX_DEPTH) throw new NotPlain();
  const first = source.text[start];
  if (first === '[') return flowList(source, start, depth);
  if (first === '{') return flowMap(source, start, depth);
  const scalar = scalarAt(source.text, start, plain);
  return { node: scalarNode(source, start, scalar), end: scalar.end };
}

function flowList(source: SourceText, start: number, depth: number): Read<YamlNode> {
  const items: YamlNode[] = [];
  const end = eachPart(source, start + 1, ']', (at) => {
    const item = flowNode(source, at, PLAIN_IN_FLOW, depth + 1);
    items.push(item.node);
    return item.end;
  });
  return { node: listNode(source, start, items), end };
}

function flowMap(source: SourceText, start: number, depth: number): Read<YamlNode> {
  const entries = new Map<string, Entry>();
  const end = eachPart(source, start + 1, '}', (at) => {
    const key = keyNodeAt(source, at);
    const value = flowNode(source, skipBlanks(source, key.end + 1), PLAIN_IN_FLOW, depth + 1);
    addEntry(entries, key, value.node);
    return value.end;
  });
  return { node: mapNode(source, start, entries), end };
}

/** Calls for each part between commas, which answers where it ends; the answer is the offset behind the bracket. */
function eachPart(source: SourceText, from: number, close: string, read: (at: number) => number): number {
  const { text } = source;
  let at = skipBlanks(source, from);
  while (text[at] !== close) {
    at = skipBlanks(source, read(at));
    if (text[at] === ',') at = skipBlanks(source, at + 1);
    else if (text[at] !== close) throw new NotPlain();
  }
  return at + 1;
}
