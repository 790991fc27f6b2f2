import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A query as a tree, or where it stops being PromQL. */
export type ParsedQuery =
  | { readonly kind: 'query'; readonly text: string; readonly root: SyntaxNode }
  | { readonly kind: 'invalid'; readonly offset: number; readonly message: string };

/** Parses one PromQL expression. */
export function parseQuery(text: string): ParsedQuery {
  if (text.trim() === '') return { kind: 'invalid', offset: 0, message: 'the query is empty' };
  const tree = parser.parse(text);
  const error = firstError(tree.topNode);
  if (error !== null) return { kind: 'invalid', offset: error.from, message: errorMessage(text, error) };
  const root = tree.topNode.firstChild;
  if (root === null) return { kind: 'invalid', offset: 0, message: 'there is no expression in it' };
  return { kind: 'query', text, root };
}

function firstError(node: SyntaxNode): SyntaxNode | null {
  if (node.type.isError) return node;
  for (const child of childrenOf(node)) {
    const error = firstError(child);
    if (error !== null) return error;
  }
  return null;
}

function errorMessage(text: string, { from, to }: SyntaxNode): string {
  const rest = text.slice(from, to > from ? to : from + 20).trim();
  return rest === '' ? 'something is missing at its end' : `did not expect ${JSON.stringify(rest)} here`;
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** Every node below and including one, parents first. */
export function* descendantsOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) yield* descendantsOf(child);
}

export function textOf(text: string, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}
