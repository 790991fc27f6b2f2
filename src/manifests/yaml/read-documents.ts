import type { Problem } from '../problem.ts';
import { documentChunks } from './document-chunks.ts';
import { parseDocuments } from './parse-documents.ts';
import { readPlainDocument } from './plain-document.ts';
import type { SourceText } from './source-text.ts';
import { brokenDocument, soundDocument, type YamlDocument } from './yaml-document.ts';

/** Larger files are no manifests that anyone wrote. */
const MAX_TEXT = 64 * 1024 * 1024;

/** Every document of a text, in order; one that is broken does not hide the next. */
export function* readDocuments(source: SourceText): Generator<YamlDocument> {
  const oversize = sizeProblem(source);
  if (oversize !== null) {
    yield brokenDocument(oversize);
    return;
  }
  for (const chunk of documentChunks(source.text)) {
    const plain = readPlainDocument(source, chunk);
    if (plain === null) yield* parseDocuments(source, chunk);
    else yield soundDocument(plain, []);
  }
}

function sizeProblem(source: SourceText): Problem | null {
  if (source.text.length <= MAX_TEXT) return null;
  const message = `${Math.round(source.text.length / 2 ** 20)} MiB of YAML, at most ${MAX_TEXT / 2 ** 20} are read`;
  return { rule: 'yaml-too-large', at: { source, start: 0 }, message };
}
