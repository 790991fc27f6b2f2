import { parseAllDocuments } from 'yaml';
import { isRecord, type JsonRecord } from '../../lib/json-guard.ts';
import { plainText } from '../../lib/plain-text.ts';
import { GateError } from '../../model/gate-error.ts';

export interface ManifestText {
  readonly name: string;
  readonly text: string;
}

/** An object of Kubernetes, as plain values. */
export interface KubernetesObject {
  readonly source: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly content: JsonRecord;
}

/** Aliases may repeat a value that often: more is an attack or a mistake. */
const MAX_ALIASES = 100;

/**
 * Objects of YAML texts with several documents; those of a List one by one. What is no object of Kubernetes is passed
 * over: whether manifests are sound is for `manifests check` to say.
 * @throws GateError CONFIG_INVALID for text that is no YAML
 */
export function readDocuments(texts: readonly ManifestText[]): readonly KubernetesObject[] {
  return texts.flatMap(({ name, text }) =>
    documentsOf(name, text).flatMap((content) => objectsOf(name, content)),
  );
}

function documentsOf(name: string, text: string): readonly unknown[] {
  const documents = parseAllDocuments(text, { prettyErrors: true, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) throw invalid(name, problem.message.split('\n')[0] ?? 'no YAML');
    try {
      return document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (cause) {
      throw invalid(name, cause instanceof Error ? cause.message : String(cause));
    }
  });
}

function objectsOf(source: string, content: unknown): readonly KubernetesObject[] {
  if (!isRecord(content)) return [];
  const { kind, apiVersion, items, metadata } = content;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return [];
  if (kind.endsWith('List') && Array.isArray(items)) return items.flatMap((item) => objectsOf(source, item));
  const name = isRecord(metadata) && typeof metadata.name === 'string' ? metadata.name : '';
  return [{ source, kind, apiVersion, name, content }];
}

function invalid(name: string, problem: string): GateError {
  return new GateError(
    'CONFIG_INVALID',
    plainText(`reading the manifests of ${name}: expected YAML, got ${problem}`),
    {
      fault: 'user',
      hint: 'perf-gate manifests check says more; templates must be rendered first (helm template, kustomize build).',
    },
  );
}
