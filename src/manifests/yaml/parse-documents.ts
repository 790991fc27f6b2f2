import { Composer, type Document, Parser } from 'yaml';
import type { Problem } from '../problem.ts';
import { convertNode } from './convert-node.ts';
import type { Chunk } from './document-chunks.ts';
import type { SourceText } from './source-text.ts';
import { templateProblem } from './template-left-in.ts';
import { brokenDocument, soundDocument, type YamlDocument } from './yaml-document.ts';
import { syntaxProblem } from './yaml-problem.ts';

/** The documents of a part of a text, by a parser that knows all of YAML; one that is broken does not hide the next. */
export function* parseDocuments(source: SourceText, { from, to }: Chunk): Generator<YamlDocument> {
  const composer = new Composer({
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'silent',
    prettyErrors: false,
  });
  try {
    for (const document of composer.compose(new Parser().parse(source.text.slice(from, to))))
      yield readDocument(source, document, from);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message = 'nested too deep to be read';
    yield brokenDocument({ rule: 'yaml-too-large', at: { source, start: from }, message });
  }
}

function readDocument(source: SourceText, document: Document.Parsed, shift: number): YamlDocument {
  const [start, , end] = document.range;
  const template = () => templateProblem(source, shift + start, shift + end);
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) return brokenDocument(template() ?? syntaxProblem(source, error, shift));
  const problems: Problem[] = [];
  const content = convertNode(source, document.contents, shift, problems);
  // `{{ .Values.x }}` is a map whose key is a map: sound YAML that nobody meant.
  const left = problems.some(({ rule }) => rule === 'yaml-syntax') ? template() : null;
  return left === null ? soundDocument(content, problems) : brokenDocument(left);
}
