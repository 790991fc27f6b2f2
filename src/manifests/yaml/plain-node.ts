import type { Entry, ListNode, MapNode, ScalarNode, YamlNode } from './located-node.ts';
import { sizeOf } from './node-size.ts';
import { NotPlain } from './not-plain.ts';
import { asOldBoolean } from './old-booleans.ts';
import { type InlineScalar, plainValue } from './plain-scalar.ts';
import type { SourceText } from './source-text.ts';

const KEY = /[A-Za-z_][\w./-]*(?=:(?:[ \n]|$))/y;

export function scalarNode(
  source: SourceText,
  start: number,
  { style, value, text, end }: InlineScalar,
): ScalarNode {
  const meant = style === 'plain' && typeof value === 'string' ? asOldBoolean(value) : value;
  return { kind: 'scalar', source, start, end, size: 1, style, value: meant, text };
}

/** Whether a key with its colon stands at an offset. */
export function isKeyAt({ text }: SourceText, start: number): boolean {
  KEY.lastIndex = start;
  return KEY.test(text);
}

/** The key at an offset; its colon stands at its end. @throws NotPlain when there is none */
export function keyNodeAt(source: SourceText, start: number): ScalarNode {
  if (!isKeyAt(source, start)) throw new NotPlain();
  const text = source.text.slice(start, KEY.lastIndex);
  return scalarNode(source, start, { style: 'plain', value: plainValue(text), text, end: KEY.lastIndex });
}

/** @throws NotPlain for a key that stands twice */
export function addEntry(entries: Map<string, Entry>, keyNode: ScalarNode, value: YamlNode): void {
  const key = keyNode.text;
  if (entries.has(key)) throw new NotPlain();
  entries.set(key, { key, keyNode, value });
}

export function mapNode(source: SourceText, start: number, entries: ReadonlyMap<string, Entry>): MapNode {
  let size = 1;
  for (const { value } of entries.values()) size += value.size;
  return { kind: 'map', source, start, entries, size };
}

export function listNode(source: SourceText, start: number, items: readonly YamlNode[]): ListNode {
  return { kind: 'list', source, start, items, size: sizeOf(items) };
}

export function skipBlanks({ text }: SourceText, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}
