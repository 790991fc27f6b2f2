import { isRecord } from '../../lib/json-guard.ts';
import { plainText } from '../../lib/plain-text.ts';
import { GateError } from '../../model/gate-error.ts';
import { type KubernetesObject, type ManifestText, readDocuments } from './read-documents.ts';
import { readHpa } from './read-hpa.ts';
import { type ReadSpec, readScaledObject } from './read-scaled-object.ts';

export interface AutoscalerChoice {
  /** `null`: the only one there is. */
  readonly name: string | null;
  /** Instead of the window that a query states. */
  readonly rateWindowSeconds: number | null;
}

const KINDS = new Set(['ScaledObject', 'HorizontalPodAutoscaler']);

/**
 * The autoscaler that manifests hold.
 * @throws GateError CONFIG_INVALID when there is none, or more than one and no name to choose by
 */
export function findAutoscaler(texts: readonly ManifestText[], choice: AutoscalerChoice): ReadSpec {
  const found = withoutPatches(readDocuments(texts).filter(({ kind }) => KINDS.has(kind)));
  const chosen = choice.name === null ? found : found.filter(({ name }) => name === choice.name);
  const [one, ...others] = chosen;
  if (one === undefined) throw found.length === 0 ? noneThere(texts) : noneNamed(choice.name ?? '', found);
  if (others.length > 0) throw several(chosen);
  return one.kind === 'ScaledObject'
    ? readScaledObject(one, choice.rateWindowSeconds)
    : readHpa(one, choice.rateWindowSeconds);
}

/** Among whole objects, those that say no target are patches of kustomize. */
function withoutPatches(found: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const whole = found.filter(
    ({ content }) => isRecord(content.spec) && content.spec.scaleTargetRef !== undefined,
  );
  return whole.length > 0 ? whole : found;
}

function noneThere(texts: readonly ManifestText[]): GateError {
  const names = texts.map(({ name }) => name).slice(0, 3);
  const where = `${names.join(', ')}${texts.length > names.length ? ', ...' : ''}`;
  return problem(
    `looking for an autoscaler in ${where}: expected a ScaledObject or a HorizontalPodAutoscaler, found none`,
    'Give the manifest that scales the workload.',
  );
}

function noneNamed(name: string, found: readonly KubernetesObject[]): GateError {
  return problem(
    `looking for the autoscaler ${name}: there are ${titles(found)}`,
    'Give the name of one of them with --name.',
  );
}

function several(found: readonly KubernetesObject[]): GateError {
  return problem(
    `looking for an autoscaler: expected one, found ${found.length}: ${titles(found)}`,
    'Choose one with --name, or give its file alone.',
  );
}

function titles(found: readonly KubernetesObject[]): string {
  return found.map(({ kind, name, source }) => `${kind} ${name} (${source})`).join(', ');
}

function problem(message: string, hint: string): GateError {
  return new GateError('CONFIG_INVALID', plainText(message), { fault: 'user', hint });
}
