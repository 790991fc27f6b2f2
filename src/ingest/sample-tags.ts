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

/** What k6 (v1, v2) and the embedded engine say of a request that has nowhere to go. */
const BAD_ADDRESS = /unsupported protocol scheme|missing protocol scheme|no host in/i;

/** The address of a failed request that is none, as where a script's variable was not given; `null` where that is not so. */
export function badAddressOf({ url, name, error, error_code: code }: SampleTags): string | null {
  const isBad = code === '1020' || (code === '1000' && typeof error === 'string' && BAD_ADDRESS.test(error));
  if (!isBad) return null;
  return [url, name].find((text) => typeof text === 'string' && text !== '')?.toString() ?? '';
}
