/** A sample's tags as they came: anything may be in them. */
export type SampleTags = Readonly<Record<string, unknown>>;

/** How a request ended, as far as its tags tell. */
export type RequestOutcome =
  | { readonly kind: 'successful' }
  | { readonly kind: 'failed'; readonly failure: string }
  | { readonly kind: 'untold' };

/** Samples of `setup()` and `teardown()`: their group, and no scenario. They are not part of the load. */
export function isOutsideScenario(tags: SampleTags): boolean {
  const { group, scenario } = tags;
  if (typeof scenario === 'string' && scenario !== '') return false;
  return typeof group === 'string' && /^::(setup|teardown)(::|$)/.test(group);
}

/**
 * Successful is what k6 calls an expected response; where that tag is off, a status of 200 to 399.
 * The script's own `expectedStatuses` are thereby respected.
 */
export function outcomeOf(tags: SampleTags): RequestOutcome {
  const { expected_response: expected, status, error_code: errorCode } = tags;
  const code = typeof status === 'string' && /^\d{1,3}$/.test(status) ? Number(status) : null;
  if (expected === 'true') return { kind: 'successful' };
  if (expected !== 'false' && code !== null && code >= 200 && code <= 399) return { kind: 'successful' };
  if (expected !== 'false' && code === null && !errorCode) return { kind: 'untold' };
  return { kind: 'failed', failure: failureClass(code, errorCode) };
}

function failureClass(status: number | null, errorCode: unknown): string {
  if (status !== null && status > 0) return `status ${status}`;
  if (typeof errorCode === 'string' && /^\d{1,5}$/.test(errorCode)) return `error ${Number(errorCode)}`;
  return 'unknown';
}
