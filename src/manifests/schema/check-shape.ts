import type { Problem } from '../problem.ts';
import type { Entry, MapNode, Placed, YamlNode } from '../yaml/located-node.ts';
import { scalarMismatch } from './check-scalar.ts';
import { type FieldType, parseFieldType, type TypeTable } from './field-type.ts';
import { fieldElsewhere, suggestField } from './suggest-field.ts';

export interface ShapeOptions {
  readonly table: TypeTable;
  /** A patch says only what it changes: nothing is missing in it. */
  readonly partial: boolean;
  readonly report: (problem: Problem) => void;
}

/** Holds a map against the fields of its type: unknown, missing, of another type, out of range. */
export function checkShape(
  map: MapNode,
  type: string,
  path: string,
  owner: Placed,
  options: ShapeOptions,
): void {
  const fields = options.table[type] ?? {};
  for (const entry of map.entries.values()) {
    const notation = Object.hasOwn(fields, entry.key) ? fields[entry.key] : undefined;
    const where = path === '' ? entry.key : `${path}.${entry.key}`;
    if (notation === undefined) options.report(unknownField(entry, type, path, options.table));
    else checkField(entry.value, parseFieldType(notation), where, entry.keyNode, options);
  }
  if (options.partial) return;
  for (const [name, notation] of Object.entries(fields))
    if (notation.endsWith('!') && isAbsent(map.entries.get(name)))
      options.report({
        rule: 'missing-field',
        at: owner,
        message: `${path === '' ? '' : `${path}: `}${name} is missing`,
      });
}

function isAbsent(entry: Entry | undefined): boolean {
  return entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null);
}

function checkField(
  node: YamlNode,
  type: FieldType,
  path: string,
  owner: Placed,
  options: ShapeOptions,
): void {
  if (node.kind === 'scalar' && node.value === null) return;
  if (type.shape === 'list') checkList(node, type, path, owner, options);
  else if (type.shape === 'map') checkMap(node, type, path, options);
  else checkOne(node, type, path, owner, options);
}

function checkList(
  node: YamlNode,
  type: FieldType,
  path: string,
  owner: Placed,
  options: ShapeOptions,
): void {
  if (node.kind !== 'list') {
    options.report({
      rule: 'wrong-type',
      at: node,
      message: `${path}: expected a list, got ${nounOf(node)}`,
    });
    return;
  }
  if (type.nonEmpty && node.items.length === 0 && !options.partial)
    options.report({
      rule: 'missing-field',
      at: owner,
      message: `${path}: expected one item or more, got none`,
    });
  node.items.forEach((item, index) => {
    checkOne(item, type, `${path}[${index}]`, item, options);
  });
}

function checkMap(node: YamlNode, type: FieldType, path: string, options: ShapeOptions): void {
  if (node.kind !== 'map') {
    options.report({ rule: 'wrong-type', at: node, message: `${path}: expected a map, got ${nounOf(node)}` });
    return;
  }
  for (const { key, keyNode, value } of node.entries.values())
    checkOne(value, type, `${path}.${key}`, keyNode, options);
}

function checkOne(node: YamlNode, type: FieldType, path: string, owner: Placed, options: ShapeOptions): void {
  if (node.kind === 'scalar' && node.value === null && type.shape !== 'list') return;
  if (type.base === 'object' && node.kind === 'map') {
    checkShape(node, type.type, path, owner, options);
    return;
  }
  const mismatch = scalarMismatch(node, type);
  if (mismatch !== null) options.report({ ...mismatch, at: node, message: `${path}: ${mismatch.message}` });
}

function nounOf(node: YamlNode): string {
  return node.kind === 'scalar' ? `the value ${JSON.stringify(node.text)}` : `a ${node.kind}`;
}

function unknownField({ key, keyNode, value }: Entry, type: string, path: string, table: TypeTable): Problem {
  const where = path === '' ? 'at the top' : `in ${path}`;
  const meant = meantField(key, value, type, path, table);
  const message = `there is no field ${JSON.stringify(key)} ${where}`;
  return {
    rule: 'unknown-field',
    at: keyNode,
    message,
    ...(meant === null ? {} : { fix: `Did you mean ${meant}?` }),
  };
}

/** A field of this type, or the place below it where a field of that name stands. */
function meantField(
  key: string,
  value: YamlNode,
  type: string,
  path: string,
  table: TypeTable,
): string | null {
  const near = suggestField(key, Object.keys(table[type] ?? {}));
  if (near !== null) return near;
  const elsewhere = fieldElsewhere(key, type, table, value.kind);
  if (elsewhere === null) return null;
  return path === '' ? elsewhere : `${path}.${elsewhere}`;
}
