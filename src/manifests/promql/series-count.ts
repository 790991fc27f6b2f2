import type { SyntaxNode } from '@lezer/common';
import { childrenOf, descendantsOf, parseQuery, textOf } from './parse-query.ts';
import { argumentsOf, functionName, innerOf, isTransparent, operandsOf, valueType } from './value-type.ts';

/** How many series an expression can give. */
export interface SeriesCount {
  /** `unknown`: every series of a metric, which may be one; `many`: a series for each value of some label. */
  readonly kind: 'one' | 'many' | 'unknown';
  /** Labels that differ between the series; meaningless for `unknown`. */
  readonly varying: ReadonlySet<string>;
  /** Whether the one series has no labels at all. */
  readonly bare: boolean;
}

/** Expressions of recording rules by the name that they record. */
export type RecordedQueries = ReadonlyMap<string, string>;

const ONE: SeriesCount = { kind: 'one', varying: new Set(), bare: true };
const UNKNOWN: SeriesCount = { kind: 'unknown', varying: new Set(), bare: false };
const PICKS = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
const MAX_RECORDS = 5;

interface Reading {
  readonly text: string;
  readonly recorded: RecordedQueries;
  /** Recording rules are followed through so many others. */
  readonly depth: number;
}

export function seriesCount(
  text: string,
  root: SyntaxNode,
  recorded: RecordedQueries = new Map(),
): SeriesCount {
  return count(root, { text, recorded, depth: 0 });
}

function count(node: SyntaxNode, reading: Reading): SeriesCount {
  if (isTransparent(node)) return count(innerOf(node) ?? node, reading);
  switch (node.name) {
    case 'AggregateExpr':
      return aggregated(node, reading);
    case 'BinaryExpr':
      return combined(node, reading);
    case 'FunctionCall':
      return called(node, reading);
    case 'VectorSelector':
      return selected(node, reading);
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return count(innerOf(node) ?? node, reading);
    default:
      return node.name === 'NumberDurationLiteral' ? ONE : UNKNOWN;
  }
}

function aggregated(node: SyntaxNode, reading: Reading): SeriesCount {
  const operator = textOf(reading.text, node.getChild('AggregateOp') ?? node);
  const operands = argumentsOf(node);
  const modifier = node.getChild('AggregateModifier');
  if (operator === 'count_values') return many(new Set([textOf(reading.text, operands[0] ?? node)]));
  if (PICKS.has(operator)) return picked(operands, modifier, reading);
  if (modifier === null) return ONE;
  const labels = groupingLabels(modifier, reading.text);
  const operand = operands.at(-1);
  const inner = operand === undefined ? UNKNOWN : count(operand, reading);
  if (modifier.getChild('Without') !== null) return inner.kind === 'one' ? inner : UNKNOWN;
  const pinned: ReadonlySet<string> = operand === undefined ? new Set() : pinnedLabels(operand, reading.text);
  const varying = labels.filter(
    (label) => !pinned.has(label) && (inner.kind === 'unknown' || inner.varying.has(label)),
  );
  return varying.length > 0 ? many(new Set(varying)) : { ...ONE, bare: labels.length === 0 };
}

/** `topk(1, ...)` is one series; of `topk(3, ...)` there are three. */
function picked(operands: readonly SyntaxNode[], modifier: SyntaxNode | null, reading: Reading): SeriesCount {
  const [times, operand] = operands;
  const inner = operand === undefined ? UNKNOWN : count(operand, reading);
  const one = times !== undefined && textOf(reading.text, times).trim() === '1' && modifier === null;
  if (one || inner.kind === 'one') return { kind: 'one', varying: new Set(), bare: inner.bare };
  return many(inner.varying);
}

function many(varying: ReadonlySet<string>): SeriesCount {
  return { kind: 'many', varying, bare: false };
}

function groupingLabels(modifier: SyntaxNode, text: string): readonly string[] {
  const labels = modifier.getChild('GroupingLabels');
  if (labels === null) return [];
  return childrenOf(labels)
    .map((label) => textOf(text, label).replaceAll('"', ''))
    .filter((label) => /\w/.test(label));
}

/** Labels that every selector below holds to one value: they cannot vary. */
function pinnedLabels(node: SyntaxNode, text: string): ReadonlySet<string> {
  const selectors = [...descendantsOf(node)].filter(({ name }) => name === 'VectorSelector');
  const [first, ...others] = selectors.map((selector) => equalities(selector, text));
  return new Set([...(first ?? [])].filter((label) => others.every((other) => other.has(label))));
}

function equalities(selector: SyntaxNode, text: string): Set<string> {
  const found = new Set<string>();
  for (const matcher of descendantsOf(selector))
    if (/LabelMatcher$/.test(matcher.name) && matcher.getChild('MatchOp')?.getChild('EqlSingle') != null) {
      const label = matcher.firstChild;
      if (label !== null) found.add(textOf(text, label).replaceAll('"', ''));
    }
  return found;
}

function combined(node: SyntaxNode, reading: Reading): SeriesCount {
  const [left, right] = operandsOf(node);
  if (left === undefined || right === undefined) return UNKNOWN;
  if (valueType(reading.text, right) === 'scalar') return count(left, reading);
  if (valueType(reading.text, left) === 'scalar') return count(right, reading);
  const [a, b] = [count(left, reading), count(right, reading)];
  if (node.getChild('Or') !== null) return united(a, b, node, reading.text);
  if (node.getChild('And') !== null || node.getChild('Unless') !== null) return a;
  const matching = node.getChild('MatchingModifierClause');
  if (matching?.getChild('GroupLeft') != null) return a;
  if (matching?.getChild('GroupRight') != null) return b;
  return [a, b].find(({ kind }) => kind === 'one') ?? (a.kind === 'many' ? a : b);
}

/** `a or b` gives what `b` has beside `a`: one series when both are the same one, or when nothing tells them apart. */
function united(a: SeriesCount, b: SeriesCount, node: SyntaxNode, text: string): SeriesCount {
  if (a.kind !== 'one') return a;
  if (b.kind !== 'one') return b;
  const matching = node.getChild('MatchingModifierClause');
  const onNothing = matching?.getChild('On') != null && groupingLabels(matching, text).length === 0;
  return (a.bare && b.bare) || onNothing ? { ...a, bare: a.bare && b.bare } : UNKNOWN;
}

function called(node: SyntaxNode, reading: Reading): SeriesCount {
  const name = functionName(reading.text, node);
  const operands = argumentsOf(node);
  if (name === 'vector') return ONE;
  if (/^absent/.test(name)) return { ...ONE, bare: false };
  const operand = operands.find((one) => ['vector', 'range'].includes(valueType(reading.text, one)));
  if (operand === undefined) return ONE;
  const inner = count(operand, reading);
  if (name !== 'histogram_quantile' || inner.kind !== 'many') return inner;
  const varying = new Set([...inner.varying].filter((label) => label !== 'le'));
  return varying.size === 0 ? { ...ONE, bare: true } : many(varying);
}

/** A bare selector; the name of a recording rule stands for its expression. */
function selected(node: SyntaxNode, reading: Reading): SeriesCount {
  const identifier = node.getChild('Identifier');
  const name = identifier === null ? '' : textOf(reading.text, identifier);
  const expression = reading.depth < MAX_RECORDS ? reading.recorded.get(name) : undefined;
  const query = expression === undefined ? null : parseQuery(expression);
  if (query?.kind !== 'query') return UNKNOWN;
  const inner = count(query.root, { text: query.text, recorded: reading.recorded, depth: reading.depth + 1 });
  const pinned = equalities(node, reading.text);
  const varying = new Set([...inner.varying].filter((label) => !pinned.has(label)));
  return inner.kind === 'many' && varying.size === 0 ? { ...ONE, bare: false } : { ...inner, varying };
}
