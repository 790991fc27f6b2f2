const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `params.timeout` in milliseconds: a number of them, or a duration as in `1m30s`. 60 s when absent. */
export function parseTimeout(timeout: unknown): number {
  if (timeout === undefined || timeout === null) return 60_000;
  const text = String(timeout).trim();
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) {
    throw new Error(`params.timeout: "${text}" is no duration; want milliseconds or e.g. "10s"`);
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)].reduce(
    (total, [, number, unit]) => total + Number(number) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}
