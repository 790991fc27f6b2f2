import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Problem } from '../problem.ts';
import type { Entry, ListNode, MapNode, ScalarNode, YamlNode } from './located-node.ts';
import { sizeOf } from './node-size.ts';
import { asOldBoolean } from './old-booleans.ts';
import type { SourceText } from './source-text.ts';

/** What one document's conversion remembers. */
interface Conversion {
  readonly source: SourceText;
  /** Where in the source the parsed text begins. */
  readonly shift: number;
  readonly anchors: Map<string, YamlNode>;
  readonly problems: Problem[];
}

/** Manifests have a dozen levels; parsers of others give up far below this. */
const MAX_DEPTH = 200;

/** The content of a document whose text begins at `shift`, as located data; aliases and merge keys are followed. */
export function convertNode(
  source: SourceText,
  content: unknown,
  shift: number,
  problems: Problem[],
): YamlNode {
  return convert(content, { source, shift, anchors: new Map(), problems }, shift, 0);
}

/** Where a node begins. */
function startOf(node: Node, { shift }: Conversion): number {
  return shift + (node.range?.[0] ?? 0);
}

function convert(node: unknown, into: Conversion, offset: number, depth: number): YamlNode {
  if (depth > MAX_DEPTH) return tooDeep(into, offset);
  if (isAlias(node)) return aliased(node.source, startOf(node, into), into);
  const located = locate(node, into, offset, depth);
  const anchor = (node as Partial<Node> | null)?.anchor;
  if (typeof anchor === 'string') into.anchors.set(anchor, located);
  return located;
}

function locate(node: unknown, into: Conversion, offset: number, depth: number): YamlNode {
  if (isMap(node)) return convertMap(node, into, depth);
  if (isSeq(node)) return convertList(node, into, depth);
  if (isScalar(node)) return convertScalar(node, into);
  return emptyScalar(into.source, offset);
}

function convertScalar(scalar: Scalar, into: Conversion): ScalarNode {
  const start = startOf(scalar, into);
  const end = into.shift + (scalar.range?.[1] ?? 0);
  const style =
    scalar.type === 'PLAIN' ? 'plain' : (scalar.type?.startsWith('BLOCK') ?? false) ? 'block' : 'quoted';
  const value = scalarValue(scalar, style);
  const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
  return { kind: 'scalar', source: into.source, start, end, size: 1, style, value, text };
}

function scalarValue({ value }: Scalar, style: ScalarNode['style']): ScalarNode['value'] {
  if (typeof value === 'string') return style === 'plain' ? asOldBoolean(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}

function emptyScalar(source: SourceText, start: number): ScalarNode {
  return { kind: 'scalar', source, start, end: start, size: 1, style: 'plain', value: null, text: '' };
}

function convertList(list: YAMLSeq, into: Conversion, depth: number): ListNode {
  const start = startOf(list, into);
  const items = list.items.map((item) => convert(item, into, start, depth + 1));
  return { kind: 'list', source: into.source, start, items, size: sizeOf(items) };
}

function convertMap(map: YAMLMap, into: Conversion, depth: number): MapNode {
  const start = startOf(map, into);
  const entries = new Map<string, Entry>();
  const merged: YamlNode[] = [];
  for (const { key, value } of map.items) {
    const keyNode = convert(key, into, start, depth + 1);
    if (keyNode.kind !== 'scalar') {
      into.problems.push({ rule: 'yaml-syntax', at: keyNode, message: 'a key is a list or a map, not text' });
      continue;
    }
    const entry = { key: keyNode.text, keyNode, value: convert(value, into, keyNode.end, depth + 1) };
    if (entry.key === '<<' && keyNode.style === 'plain') merged.push(entry.value);
    else if (entries.has(entry.key)) into.problems.push(duplicate(entry));
    else entries.set(entry.key, entry);
  }
  for (const node of merged) merge(node, entries);
  return {
    kind: 'map',
    source: into.source,
    start,
    entries,
    size: sizeOf([...entries.values()].map((e) => e.value)),
  };
}

/** `<<: *base`: what the base has and the map has not. */
function merge(base: YamlNode, entries: Map<string, Entry>): void {
  if (base.kind === 'list') for (const item of base.items) merge(item, entries);
  if (base.kind !== 'map') return;
  for (const [key, entry] of base.entries) if (!entries.has(key)) entries.set(key, entry);
}

function duplicate({ key, keyNode }: Entry): Problem {
  const message = `the key ${JSON.stringify(key)} stands twice in this map; readers keep one of them or refuse the file`;
  return { rule: 'yaml-duplicate-key', at: keyNode, message };
}

function aliased(name: string, start: number, { anchors, source, problems }: Conversion): YamlNode {
  const target = anchors.get(name);
  if (target !== undefined) return target;
  problems.push({
    rule: 'yaml-alias',
    at: { source, start },
    message: `*${name} has no anchor &${name} before it`,
  });
  return emptyScalar(source, start);
}

function tooDeep({ problems, source }: Conversion, start: number): YamlNode {
  if (!problems.some(({ rule }) => rule === 'yaml-too-large'))
    problems.push({
      rule: 'yaml-too-large',
      at: { source, start },
      message: `nested more than ${MAX_DEPTH} deep`,
    });
  return emptyScalar(source, start);
}
