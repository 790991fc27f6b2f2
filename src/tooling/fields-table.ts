import type { JsonSchema } from '../report/schema-parts.ts';

/** Whether the fields of an object, found under a prefix, are told elsewhere. */
export type IsTold = (schema: JsonSchema, prefix: string) => boolean;

/** Every field of a schema with its type and meaning, as a Markdown table. */
export function fieldsTable(schema: JsonSchema, isTold: IsTold): string {
  return ['| field | type | meaning |', '|---|---|---|', ...rowsOf(schema, '', isTold)].join('\n');
}

function rowsOf(schema: JsonSchema, prefix: string, isTold: IsTold): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = innermost(field);
    const path = `${prefix}${name}`;
    const row = `| \`${path}\` | ${typeName(field)} | ${meaning(field, inner)} |`;
    const below = `${path}${isList(field) ? '[]' : ''}.`;
    return isTold(inner, prefix) ? [row] : [row, ...rowsOf(inner, below, isTold)];
  });
}

/** Of a list its items, of a choice with null the other. */
function innermost(schema: JsonSchema): JsonSchema {
  if (schema.items !== undefined) return innermost(schema.items);
  const [first] = schema.anyOf ?? [];
  return first === undefined ? schema : innermost(first);
}

function isList(schema: JsonSchema): boolean {
  return schema.items !== undefined;
}

function typeName(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeName).join(' or ');
  if (schema.items !== undefined) return `list of ${typeName(schema.items)}`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => (type === 'integer' ? 'whole number' : type)).join(' or ');
}

function meaning(field: JsonSchema, inner: JsonSchema): string {
  const values = (field.enum ?? inner.enum ?? []).filter((value) => value !== null);
  const listed = values.length > 1 ? `: ${values.map((value) => `\`${value}\``).join(', ')}` : '';
  return `${field.description ?? inner.description ?? ''}${listed}`;
}
