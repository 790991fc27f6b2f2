import { closest } from '../../lib/closest.ts';
import type { ScalarNode, YamlNode } from '../yaml/located-node.ts';
import type { FieldType } from './field-type.ts';

/** Why a value does not fit its field. */
export interface Mismatch {
  readonly rule: 'wrong-type' | 'bad-value';
  readonly message: string;
  readonly fix?: string;
}

const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;
const DURATION = /^(\d+(\.\d+)?(ms|[smhdwy]))+$/;
const EXPECTED: Readonly<Record<Exclude<FieldType['base'], 'any'>, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  bool: 'true or false',
  intOrString: 'a whole number or text',
  quantity: 'a quantity such as 500m, 2 or 128Mi',
  duration: 'a duration such as 30s or 5m',
  object: 'a map',
};

/** `null` when the value fits. */
export function scalarMismatch(node: YamlNode, type: FieldType): Mismatch | null {
  if (type.base === 'any') return null;
  if (node.kind !== 'scalar' || type.base === 'object') return wrongType(node, EXPECTED[type.base]);
  if (!fits(node, type.base)) return unfit(node, type.base);
  return choiceMismatch(node, type) ?? rangeMismatch(node, type);
}

function fits({ value, text }: ScalarNode, base: Exclude<FieldType['base'], 'any' | 'object'>): boolean {
  switch (base) {
    case 'string':
      return typeof value === 'string';
    case 'int':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value);
    case 'quantity':
      return typeof value !== 'boolean' && QUANTITY.test(text);
    case 'duration':
      return typeof value === 'string' && DURATION.test(value);
  }
}

function unfit(node: ScalarNode, base: Exclude<FieldType['base'], 'any'>): Mismatch {
  if (typeof node.value === 'string' && (base === 'quantity' || base === 'duration'))
    return { rule: 'bad-value', message: `expected ${EXPECTED[base]}, got ${described(node)}` };
  return wrongType(node, EXPECTED[base]);
}

function wrongType(node: YamlNode, expected: string): Mismatch {
  const mismatch = { rule: 'wrong-type', message: `expected ${expected}, got ${described(node)}` } as const;
  const fix = quotingAdvice(node, expected);
  return fix === null ? mismatch : { ...mismatch, fix };
}

function quotingAdvice(node: YamlNode, expected: string): string | null {
  if (node.kind !== 'scalar') return null;
  if (expected === EXPECTED.string) return `Quote it: "${node.text}".`;
  if (node.style === 'quoted' && /^(-?\d+|true|false)$/.test(node.text)) return 'Take the quotes away.';
  return null;
}

function choiceMismatch(node: ScalarNode, { choices }: FieldType): Mismatch | null {
  if (choices === null || choices.includes(node.text)) return null;
  const near = closest(
    node.text.toLowerCase(),
    choices.map((choice) => choice.toLowerCase()),
  );
  const meant = choices.find((choice) => choice.toLowerCase() === near);
  const message = `expected one of ${choices.join(', ')}, got ${described(node)}`;
  return { rule: 'bad-value', message, ...(meant === undefined ? {} : { fix: `Did you mean ${meant}?` }) };
}

function rangeMismatch(node: ScalarNode, { min, max }: FieldType): Mismatch | null {
  if (typeof node.value !== 'number' || (node.value >= min && node.value <= max)) return null;
  const range = max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
  return { rule: 'bad-value', message: `expected ${range}, got ${node.text}` };
}

/** A value as a message tells it. */
export function described(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  const { value, text } = node;
  if (typeof value === 'string')
    return `the text ${JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text)}`;
  if (typeof value === 'boolean')
    return /^(true|false)$/i.test(text) ? text : `${text}, which YAML reads as ${value}`;
  return value === null ? 'nothing' : `the number ${text}`;
}
