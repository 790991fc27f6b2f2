import type { SyntaxNode } from '@lezer/common';
import { childrenOf, descendantsOf, textOf } from './parse-query.ts';

/** What an expression gives: KEDA reads an instant vector only. */
export type ValueType = 'vector' | 'range' | 'scalar' | 'string';

const SCALAR_FUNCTIONS = new Set(['scalar', 'time', 'pi']);
const RANGE_FUNCTIONS =
  /^(rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing|holt_winters|\w+_over_time)$/;
/** Wrappers that give what they hold. */
const TRANSPARENT = new Set(['ParenExpr', 'UnaryExpr', 'OffsetExpr', 'StepInvariantExpr']);

export function valueType(text: string, node: SyntaxNode): ValueType {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'range';
    case 'FunctionCall':
      return SCALAR_FUNCTIONS.has(functionName(text, node)) ? 'scalar' : 'vector';
    case 'BinaryExpr':
      return operandsOf(node).every((operand) => valueType(text, operand) === 'scalar') ? 'scalar' : 'vector';
    default:
      return TRANSPARENT.has(node.name)
        ? valueType(text, innerOf(node) ?? node.firstChild ?? node)
        : 'vector';
  }
}

export function functionName(text: string, call: SyntaxNode): string {
  const identifier = call.getChild('FunctionIdentifier');
  return identifier === null ? '' : textOf(text, identifier);
}

/** Arguments of a function or an aggregation. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const body = call.getChild('FunctionCallBody');
  return body === null ? [] : childrenOf(body).filter(isExpression);
}

/** Both sides of an operator. */
export function operandsOf(binary: SyntaxNode): readonly SyntaxNode[] {
  const expressions = childrenOf(binary).filter(isExpression);
  return [expressions[0], expressions.at(-1)].filter((node) => node !== undefined);
}

/** The expression inside of parentheses, a sign, `offset` or `@`. */
export function innerOf(node: SyntaxNode): SyntaxNode | null {
  return childrenOf(node).find(isExpression) ?? null;
}

export function isTransparent({ name }: SyntaxNode): boolean {
  return TRANSPARENT.has(name);
}

const EXPRESSIONS = new Set([
  ...['AggregateExpr', 'BinaryExpr', 'FunctionCall', 'MatrixSelector', 'NumberDurationLiteral', 'OffsetExpr'],
  ...['ParenExpr', 'StringLiteral', 'SubqueryExpr', 'UnaryExpr', 'StepInvariantExpr', 'VectorSelector'],
]);

function isExpression({ name }: SyntaxNode): boolean {
  return EXPRESSIONS.has(name);
}

/** A function or an aggregation that is given what it cannot take, with what it wants instead. */
export function* typeErrors(
  text: string,
  root: SyntaxNode,
): Generator<{ node: SyntaxNode; message: string }> {
  for (const node of descendantsOf(root)) {
    if (node.name === 'FunctionCall' && RANGE_FUNCTIONS.test(functionName(text, node)))
      yield* wantsRange(text, node);
    if (node.name === 'AggregateExpr') {
      const operand = argumentsOf(node).at(-1);
      if (operand !== undefined && valueType(text, operand) !== 'vector')
        yield { node: operand, message: `an aggregation takes series, not a ${valueType(text, operand)}` };
    }
  }
}

function* wantsRange(text: string, call: SyntaxNode): Generator<{ node: SyntaxNode; message: string }> {
  const operands = argumentsOf(call);
  if (operands.length > 0 && !operands.some((operand) => valueType(text, operand) === 'range'))
    yield { node: call, message: `${functionName(text, call)}() takes a range such as metric[1m]` };
}
