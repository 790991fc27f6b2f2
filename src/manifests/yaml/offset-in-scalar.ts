import type { ScalarNode } from './located-node.ts';

/**
 * Where in the source a character of a scalar's value stands. Quotes, escapes, folding and the indentation of blocks lie
 * between the two; blanks may be folded, all else stands in the source in the same order.
 */
export function offsetInScalar(scalar: ScalarNode, offset: number): number {
  const { source, start, end } = scalar;
  const value = scalar.text;
  let at = contentStart(scalar);
  for (let index = 0; index <= offset && index < value.length; index++) {
    const character = value[index] ?? '';
    if (/\s/.test(character)) continue;
    const found = source.text.indexOf(character, at);
    if (found < 0 || found >= end) return start;
    if (index === offset) return found;
    at = found + 1;
  }
  return Math.min(at, end);
}

/** After the opening quote, or after the line of `|` or `>`. */
function contentStart({ source, start, style }: ScalarNode): number {
  if (style === 'quoted') return start + 1;
  if (style === 'plain') return start;
  const lineEnd = source.text.indexOf('\n', start);
  return lineEnd < 0 ? start : lineEnd + 1;
}
