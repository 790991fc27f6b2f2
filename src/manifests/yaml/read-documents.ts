import { Composer, type Document, Parser } from 'yaml';
import type { Problem } from '../problem.ts';
import { convertNode } from './convert-node.ts';
import type { YamlNode } from './located-node.ts';
import type { SourceText } from './source-text.ts';
import { templateProblem } from './template-left-in.ts';
import { syntaxProblem } from './yaml-problem.ts';

export interface YamlDocument {
  /** `null` for a document without content, and for one that cannot be read. */
  readonly root: YamlNode | null;
  readonly problems: readonly Problem[];
  readonly start: number;
  readonly end: number;
}

/** Larger files are no manifests that anyone wrote. */
const MAX_TEXT = 64 * 1024 * 1024;
/** More nodes than this in one document come from aliases of aliases. */
const MAX_NODES = 200_000;

/** Every document of a text, in order; one that is broken does not hide the next. */
export function* readDocuments(source: SourceText): Generator<YamlDocument> {
  const oversize = sizeProblem(source);
  if (oversize !== null) {
    yield { root: null, problems: [oversize], start: 0, end: 0 };
    return;
  }
  const composer = new Composer({
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'silent',
    prettyErrors: false,
  });
  try {
    for (const document of composer.compose(new Parser().parse(source.text)))
      yield readDocument(source, document);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message = 'nested too deep to be read';
    yield {
      root: null,
      problems: [{ rule: 'yaml-too-large', at: { source, start: 0 }, message }],
      start: 0,
      end: 0,
    };
  }
}

function readDocument(source: SourceText, document: Document.Parsed): YamlDocument {
  const [start, , end] = document.range;
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) {
    const problem = templateProblem(source, start, end) ?? syntaxProblem(source, error);
    return { root: null, problems: [problem], start, end };
  }
  const problems: Problem[] = [];
  const content = convertNode(source, document.contents, problems);
  // `{{ .Values.x }}` is a map whose key is a map: sound YAML that nobody meant.
  const template = problems.some(({ rule }) => rule === 'yaml-syntax')
    ? templateProblem(source, start, end)
    : null;
  if (template !== null) return { root: null, problems: [template], start, end };
  if (content.size > MAX_NODES) return { root: null, problems: [bomb(content)], start, end };
  const empty = content.kind === 'scalar' && content.value === null;
  return { root: empty ? null : content, problems, start, end };
}

function sizeProblem(source: SourceText): Problem | null {
  if (source.text.length <= MAX_TEXT) return null;
  const message = `${Math.round(source.text.length / 2 ** 20)} MiB of YAML, at most ${MAX_TEXT / 2 ** 20} are read`;
  return { rule: 'yaml-too-large', at: { source, start: 0 }, message };
}

function bomb(root: YamlNode): Problem {
  const message = `aliases make ${root.size} nodes of this document, more than ${MAX_NODES} are not read`;
  return { rule: 'yaml-too-large', at: root, message };
}
