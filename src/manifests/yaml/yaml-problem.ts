import type { YAMLError } from 'yaml';
import type { Problem } from '../problem.ts';
import type { SourceText } from './source-text.ts';

/** A parser's complaint about a text that begins at `shift`, as a problem of ours. */
export function syntaxProblem(source: SourceText, { code, pos, message }: YAMLError, shift: number): Problem {
  const at = { source, start: shift + pos[0] };
  if (code === 'TAB_AS_INDENT')
    return { rule: 'yaml-tab', at, message: 'a tab indents this line; YAML takes spaces only' };
  const text = message.replace(/\s+/g, ' ').trim();
  return { rule: 'yaml-syntax', at, message: `not YAML: ${text.charAt(0).toLowerCase()}${text.slice(1)}` };
}
