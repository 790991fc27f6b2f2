/**
 * A number of the script's environment.
 * @param {string} name @param {string | undefined} text @param {number} fallback
 */
export function positiveNumber(name, text, fallback) {
  const value = Number(text || fallback);
  if (!(value >= 0.1 && value < Infinity))
    throw new Error(`${name}: expected a number from 0.1, got "${text}"`);
  return value;
}

/**
 * Seconds of a duration as k6 writes it: `90s`, `2m`, `1h30m`, `24h`.
 * @param {string} name @param {string | undefined} text @param {string} fallback
 */
export function seconds(name, text, fallback) {
  const units = { s: 1, m: 60, h: 3600 };
  let total = 0;
  const rest = (text || fallback).replace(/(\d+(?:\.\d+)?)(h|m|s)/g, (_, count, unit) => {
    total += Number(count) * units[/** @type {keyof typeof units} */ (unit)];
    return '';
  });
  if (rest !== '' || !(total > 0))
    throw new Error(`${name}: expected a duration such as 90s or 1h30m, got "${text}"`);
  return total;
}

/** Address of the service, without a slash at its end. */
export function baseUrl() {
  return (__ENV.BASE_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '');
}

/**
 * Tags of every sample, so that a run can be found again in Prometheus: TESTID and COMMIT.
 * @param {string} test
 */
export function runTags(test) {
  return { testid: __ENV.TESTID || test, commit: __ENV.COMMIT || 'unknown' };
}
