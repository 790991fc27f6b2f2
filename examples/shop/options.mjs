import { parseArgs } from 'node:util';

/**
 * @typedef {object} ShopOptions
 * @property {string} host
 * @property {number} port 0 picks a free one
 * @property {number} slowdown multiplies all work
 * @property {number} seed of the service times
 * @property {number} maxConcurrency requests worked on at once; the others queue
 * @property {number} maxQueue requests that may queue; more are answered with 503
 * @property {number} errorRate share of requests answered with 500, 0 to 1
 * @property {number} leakPerRequest bytes that each request leaves behind for good
 * @property {number} coldCacheAfter requests waiting at once over which the cache is lost; 0 is never
 */

/** @type {ShopOptions} */
export const DEFAULTS = {
  host: '127.0.0.1',
  port: 8080,
  slowdown: 1,
  seed: 1,
  maxConcurrency: 512,
  maxQueue: 2048,
  errorRate: 0,
  leakPerRequest: 0,
  coldCacheAfter: 0,
};

export const USAGE = `Usage: node examples/shop/server.mjs [options]

  --port N              port, 0 picks a free one (default ${DEFAULTS.port})
  --host ADDRESS        address to listen on (default ${DEFAULTS.host})
  --slowdown F          multiplies all work: 1.5 is 50 % slower (default ${DEFAULTS.slowdown})
  --seed N              seed of the service times (default ${DEFAULTS.seed})
  --max-concurrency N   requests worked on at once, others queue (default ${DEFAULTS.maxConcurrency})
  --max-queue N         requests that may queue, others get 503 (default ${DEFAULTS.maxQueue})
  --error-rate P        share of requests that fail with 500, 0 to 1 (default ${DEFAULTS.errorRate})
  --leak-per-request N  bytes that each request leaves behind for good (default ${DEFAULTS.leakPerRequest})
  --cold-cache-after N  requests waiting at once over which the cache is lost: twice the work, until it has
                        filled again (default ${DEFAULTS.coldCacheAfter}: never)
`;

/** Name, expectation and test of every numeric option. @type {Record<string, [string, (value: number) => boolean]>} */
const NUMBERS = {
  port: [
    'a whole number from 0 to 65535',
    (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
  ],
  slowdown: ['a number from 0.1 to 100', (value) => value >= 0.1 && value <= 100],
  seed: ['a whole number', Number.isSafeInteger],
  'max-concurrency': ['a whole number from 1', (value) => Number.isInteger(value) && value >= 1],
  'max-queue': ['a whole number from 0', (value) => Number.isInteger(value) && value >= 0],
  'error-rate': ['a number from 0 to 1', (value) => value >= 0 && value <= 1],
  'leak-per-request': ['a whole number of bytes', (value) => Number.isInteger(value) && value >= 0],
  'cold-cache-after': ['a whole number from 0', (value) => Number.isInteger(value) && value >= 0],
};

/**
 * @param {string[]} argv
 * @returns {ShopOptions}
 * @throws {RangeError} that says what was expected and what came
 */
export function parseOptions(argv) {
  const names = ['host', ...Object.keys(NUMBERS)];
  const options = Object.fromEntries(names.map((name) => [name, { type: /** @type {const} */ ('string') }]));
  const { values } = parseArgs({ args: argv, options, strict: true });
  /** @type {Record<string, unknown>} */
  const parsed = { ...DEFAULTS, ...(values.host === undefined ? {} : { host: values.host }) };
  for (const [name, [expected, fits]] of Object.entries(NUMBERS)) {
    const text = values[name];
    if (text === undefined) continue;
    const value = Number(text);
    if (String(text).trim() === '' || !fits(value))
      throw new RangeError(`--${name}: expected ${expected}, got "${text}"`);
    parsed[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] = value;
  }
  return /** @type {ShopOptions} */ (parsed);
}
