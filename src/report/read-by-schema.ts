import { isRecord } from '../lib/json-guard.ts';
import { shown } from '../lib/json-shape.ts';
import type { JsonSchema } from './schema-parts.ts';

/** What bounds a document beside its schema: it may come from somebody who means harm. */
export interface ReadLimits {
  /** Characters of one text. */
  readonly maxText: number;
  /** Items of one list, names of one map. */
  readonly maxItems: number;
  /** Further problems are not told. */
  readonly maxProblems: number;
}

/** What a schema makes of a value: only what it names, and everything that is wrong with it. */
export interface SchemaReading {
  readonly value: unknown;
  /** `report.candidate.p95: expected number or null, got "fast"`; empty when all is well. */
  readonly problems: readonly string[];
}

/** No quantity of a report comes near; longer ones would only fill a page with digits. */
const MAX_NUMBER = 1e15;

/** Holds a value against a schema and keeps nothing that the schema does not name. Never throws. */
export function readBySchema(
  schema: JsonSchema,
  value: unknown,
  at: string,
  limits: ReadLimits,
): SchemaReading {
  const problems: string[] = [];
  const reader: Reader = {
    limits,
    wrong(where, expected, got) {
      if (problems.length < limits.maxProblems) problems.push(`${where}: expected ${expected}, got ${got}`);
    },
  };
  return { value: read(schema, value, at, reader), problems };
}

interface Reader {
  readonly limits: ReadLimits;
  wrong(at: string, expected: string, got: string): void;
}

function read(schema: JsonSchema, value: unknown, at: string, reader: Reader): unknown {
  if (schema.anyOf !== undefined) return readAny(schema.anyOf, value, at, reader);
  if (!fits(schema, value)) {
    reader.wrong(at, expectation(schema), shown(value));
    return null;
  }
  if (typeof value === 'string') return readText(schema, value, at, reader);
  if (Array.isArray(value)) return readList(schema, value, at, reader);
  return isRecord(value) ? readObject(schema, value, at, reader) : value;
}

/** Variants of these schemas are one shape or `null`: where none fits, the first one says what was meant. */
function readAny(variants: readonly JsonSchema[], value: unknown, at: string, reader: Reader): unknown {
  const [first] = variants;
  const chosen = variants.find((variant) => fits(variant, value)) ?? first;
  return chosen === undefined ? null : read(chosen, value, at, reader);
}

function fits(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum !== undefined) return schema.enum.some((one) => one === value);
  return typesOf(schema).some((type) => isOf(type, value) && inRange(schema, value));
}

function typesOf({ type = [] }: JsonSchema): readonly string[] {
  return typeof type === 'string' ? [type] : type;
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= MAX_NUMBER;
    default:
      return typeof value === type;
  }
}

function inRange({ minimum, maximum }: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'number') return true;
  return value >= (minimum ?? -MAX_NUMBER) && value <= (maximum ?? MAX_NUMBER);
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function readText({ format }: JsonSchema, value: string, at: string, { limits, wrong }: Reader): string {
  if (value.length > limits.maxText)
    wrong(at, `at most ${limits.maxText} characters`, `${value.length} characters`);
  if (format === 'date-time' && !(DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))))
    wrong(at, 'a time like 2026-01-31T12:00:00Z', shown(value));
  return value;
}

function readList(schema: JsonSchema, value: readonly unknown[], at: string, reader: Reader): unknown[] {
  const { minItems = 0, items = {} } = schema;
  const { maxItems } = reader.limits;
  if (value.length < minItems || value.length > maxItems) {
    reader.wrong(at, `${minItems} to ${maxItems} items`, `${value.length} items`);
    return [];
  }
  return value.map((item, index) => read(items, item, `${at}[${index}]`, reader));
}

function readObject(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  at: string,
  reader: Reader,
): unknown {
  const { properties, additionalProperties, required = [] } = schema;
  if (additionalProperties !== undefined) return readMap(additionalProperties, value, at, reader);
  const known = Object.entries(properties ?? {}).flatMap(([name, property]) => {
    if (Object.hasOwn(value, name)) return [[name, read(property, value[name], `${at}.${name}`, reader)]];
    if (required.includes(name)) reader.wrong(`${at}.${name}`, expectation(property), 'nothing');
    return [];
  });
  return Object.fromEntries(known);
}

function readMap(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  at: string,
  reader: Reader,
): unknown {
  const { maxItems, maxText } = reader.limits;
  const names = Object.keys(value);
  if (names.length > maxItems || names.some((name) => name.length > maxText)) {
    reader.wrong(at, `at most ${maxItems} names of at most ${maxText} characters`, `${names.length} names`);
    return {};
  }
  const entries = names.map((name) => [name, read(schema, value[name], `${at}.${shortName(name)}`, reader)]);
  return Object.fromEntries(entries);
}

function shortName(name: string): string {
  return shown(name.slice(0, 40)).slice(1, -1);
}

/** What was expected, in words: `number of 0 or more or null`. */
function expectation(schema: JsonSchema): string {
  const { const: constant, enum: values, anyOf, minimum, maximum } = schema;
  if (constant !== undefined) return JSON.stringify(constant);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (anyOf !== undefined) return anyOf.map(expectation).join(' or ');
  const types = typesOf(schema).join(' or ');
  if (minimum === undefined && maximum === undefined) return types;
  return `${types} (${minimum ?? 'any'} to ${maximum ?? 'any'})`;
}
