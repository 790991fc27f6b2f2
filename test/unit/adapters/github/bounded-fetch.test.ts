import { describe, expect, it } from 'vitest';
import { boundedFetch, type Fetch, retryAfterMs } from '../../../../src/adapters/github/bounded-fetch.ts';

const BOUNDS = { timeoutMs: 20, attempts: 3, maxWaitMs: 5_000 };

/** A fetch that answers these in turn, the last one for ever. */
function answering(...answers: readonly (Response | Error)[]) {
  const waits: number[] = [];
  const methods: string[] = [];
  const fetch: Fetch = async (_, init) => {
    const answer = answers[Math.min(methods.length, answers.length - 1)];
    methods.push(init?.method ?? 'GET');
    if (answer instanceof Response) return answer;
    throw answer;
  };
  return { waits, methods, fetch: boundedFetch(fetch, async (ms) => void waits.push(ms), BOUNDS) };
}

const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers });

describe('what is asked again', () => {
  it.each([500, 502, 503])('is %d, for longer each time', async (code) => {
    const { fetch, waits } = answering(status(code), status(code), status(200));
    expect((await fetch('http://x')).status).toBe(200);
    expect(waits).toEqual([500, 1000]);
  });

  it('is a busy service, when it says so', async () => {
    const { fetch, waits } = answering(status(429, { 'retry-after': '3' }), status(200));
    expect((await fetch('http://x', { method: 'POST' })).status).toBe(200);
    expect(waits).toEqual([3000]);
  });

  it('is a lost connection', async () => {
    const { fetch, methods } = answering(new TypeError('fetch failed'), status(200));
    expect((await fetch('http://x', { method: 'PATCH' })).status).toBe(200);
    expect(methods).toEqual(['PATCH', 'PATCH']);
  });

  it('is an answer that breaks off, where asking twice does no harm', async () => {
    const broken = () => {
      const body = new ReadableStream({
        pull(controller) {
          controller.error(new TypeError('terminated'));
        },
      });
      return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    };
    const { fetch, methods } = answering(broken(), new Response('[1]'));
    expect(await (await fetch('http://x')).text()).toBe('[1]');
    expect(methods).toEqual(['GET', 'GET']);
    const posting = answering(broken());
    await expect(posting.fetch('http://x', { method: 'POST' })).rejects.toThrow('terminated');
    expect(posting.methods).toEqual(['POST']);
  });

  it('is no more than three times', async () => {
    const { fetch, methods } = answering(status(503));
    expect((await fetch('http://x')).status).toBe(503);
    expect(methods).toHaveLength(3);
  });
});

describe('what is not asked again', () => {
  it.each([200, 201, 302, 400, 401, 403, 404, 409, 422])('is %d', async (code) => {
    const { fetch, methods } = answering(status(code));
    await fetch('http://x');
    expect(methods).toHaveLength(1);
  });

  it('is a POST that may have been done', async () => {
    const broken = answering(status(502));
    expect((await broken.fetch('http://x', { method: 'post' })).status).toBe(502);
    const lost = answering(new TypeError('fetch failed'));
    await expect(lost.fetch('http://x', { method: 'POST' })).rejects.toThrow('fetch failed');
    expect([broken.methods, lost.methods]).toEqual([['post'], ['POST']]);
  });

  it('is what wants more patience than there is', async () => {
    const { fetch, waits } = answering(status(429, { 'retry-after': '60' }));
    expect((await fetch('http://x')).status).toBe(429);
    expect(waits).toEqual([]);
  });
});

it('no answer is not waited for', async () => {
  const never: Fetch = (_, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const fetch = boundedFetch(never, async () => {}, BOUNDS);
  await expect(fetch('http://x')).rejects.toMatchObject({ name: 'TimeoutError' });
});

it.each([
  ['7', 7_000],
  ['0', 0],
  ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ['-1', null],
  ['1e9', null],
])('Retry-After %s is %s ms', (value, ms) => {
  expect(retryAfterMs(new Headers({ 'retry-after': value }))).toBe(ms);
});
