import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startShop } from '../../examples/shop/shop.mjs';
// @ts-expect-error plain k6 JavaScript, type-checked in its own project
import { SLO } from '../../k6/lib/slo.js';
import { makeEmbeddedEngine } from '../../src/adapters/engine-embedded/embedded-engine.ts';
import { makeTestBackend } from '../support/test-backend.ts';

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop({ port: 0 });
});
afterAll(() => shop.close());

/** A shipped script, made short: points of its samples and what its thresholds came to. */
async function shortened(name: string, env: Readonly<Record<string, string>>) {
  const engine = makeEmbeddedEngine({ version: '0.0.0', makeBackend: () => makeTestBackend() });
  const plan = {
    script: path.resolve('k6', `${name}.js`),
    env: { BASE_URL: shop.url, TESTID: 'test-7', COMMIT: 'c0ffee0', ...env },
    durationMs: null,
    vus: null,
    tags: {},
    timeoutMs: 30_000,
    seed: 1,
  };
  const control = { signal: new AbortController().signal, onProgress: () => {}, onLog: () => {} };
  const run = engine.run(plan, control);
  const parts: Uint8Array[] = [];
  for await (const part of run.output) parts.push(part);
  const lines = Buffer.concat(parts).toString('utf8').split('\n').filter(Boolean);
  const points = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'Point');
  return { points, outcome: await run.outcome };
}

const DURATION = 'http_req_duration{expected_response:true}';
const SLO_THRESHOLDS = [
  [DURATION, `p(95)<${SLO.p95Ms}`],
  [DURATION, `p(99)<${SLO.p99Ms}`],
  ['http_req_failed', `rate<${SLO.errorRate}`],
  ['checks', `rate>${SLO.checkRate}`],
];
const TAGS = { testid: 'test-7', commit: 'c0ffee0' };
const CASES = [
  { name: 'baseline', tags: {}, env: { RATE: '30', DURATION: '1s' }, thresholds: SLO_THRESHOLDS },
  {
    name: 'stress',
    tags: TAGS,
    env: { ESTIMATE: '60', STEP: '0.1s', STEPS: '14', MAX_VUS: '10' },
    thresholds: [
      [DURATION, `p(90)<${2 * SLO.p95Ms}`],
      ['http_req_failed', 'rate<0.25'],
    ],
  },
  {
    name: 'spike',
    tags: TAGS,
    env: { RATE: '20', FACTOR: '4', BEFORE: '0.4s', SPIKE: '0.4s', AFTER: '0.4s', MAX_VUS: '10' },
    thresholds: [['http_req_failed', 'rate<0.5']],
  },
  {
    name: 'soak',
    tags: TAGS,
    env: { RATE: '30', DURATION: '1s' },
    thresholds: SLO_THRESHOLDS,
  },
];

it.each(CASES)('the $name test takes journeys, with its tags and thresholds', async (given) => {
  const { points, outcome } = await shortened(given.name, given.env);
  // How fast the shop is on a busy machine is not what is tested.
  expect(['finished', 'thresholds-crossed']).toContain(outcome.end.kind);
  const asked = outcome.thresholds.map(({ metric, expression }) => [metric, expression]);
  expect(asked.sort()).toEqual(given.thresholds.toSorted());
  const requests = points.filter(({ metric }) => metric === 'http_reqs');
  const iterations = points.filter(({ metric }) => metric === 'iterations');
  expect(iterations.length).toBeGreaterThanOrEqual(5);
  expect(requests.length).toBeGreaterThanOrEqual(2 * iterations.length);
  for (const { data } of [...requests, ...iterations])
    expect(data.tags).toMatchObject({ ...given.tags, scenario: given.name });
  expect(new Set(requests.map(({ data }) => data.tags.status))).toEqual(new Set(['200', '201']));
});

it('a script says which of its numbers is none', async () => {
  const { outcome } = await shortened('stress', { ESTIMATE: 'many' });
  expect(outcome.end).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('ESTIMATE: expected a number from 0.1, got "many"'),
  });
});
