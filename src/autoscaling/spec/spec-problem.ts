import { type Check, ShapeError } from '../../lib/json-shape.ts';
import { plainText } from '../../lib/plain-text.ts';
import { GateError } from '../../model/gate-error.ts';
import type { KubernetesObject } from './read-documents.ts';

/** @throws GateError CONFIG_INVALID that names the object and the field */
export function checkedSpec<T>(object: KubernetesObject, check: Check<T>): T {
  try {
    return check(object.content.spec, 'spec');
  } catch (error) {
    if (error instanceof ShapeError) throw specProblem(object, error.message);
    throw error;
  }
}

export function specProblem({ source, kind, name }: KubernetesObject, problem: string): GateError {
  return new GateError('CONFIG_INVALID', plainText(`reading ${kind} ${name} of ${source}: ${problem}`), {
    fault: 'user',
    hint: 'perf-gate manifests check finds this and more.',
  });
}
