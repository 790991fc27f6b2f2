import type { Problem } from '../problem.ts';
import type { SourceText } from './source-text.ts';

/** A template action that stands where YAML wants a value: text that nobody has rendered. */
export function templateProblem(source: SourceText, start: number, end: number): Problem | null {
  const found = /\{\{[^}\n]*(\}\})?/.exec(source.text.slice(start, end));
  if (found === null) return null;
  const message = `this is a template, not YAML: ${JSON.stringify(found[0].slice(0, 60))} is still to be filled in`;
  return { rule: 'template-left-in', at: { source, start: start + found.index }, message };
}
