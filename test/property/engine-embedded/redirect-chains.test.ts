import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CallReader, callText } from '../../../src/adapters/engine-embedded/guest/http/call-text.ts';
import { HttpSession } from '../../../src/adapters/engine-embedded/io/http-session.ts';
import type { EngineSample } from '../../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { DEFAULT_HTTP } from '../../support/guest-bench.ts';

interface Seen {
  readonly method: string;
  readonly body: string;
  readonly cookies: string;
  readonly authorization: string;
}

const seen: Seen[] = [];
let server: Server;
let base = '';

/** `/302/307/200`: a redirect to what follows with each status but the last; every answer sets a cookie of its own. */
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const [, status = '', ...rest] = (request.url ?? '').split('/');
      const { cookie = '', authorization = '' } = request.headers;
      seen.push({ method: request.method ?? '', body, cookies: cookie, authorization });
      const location = rest.length === 0 ? {} : { location: `/${rest.join('/')}` };
      response.writeHead(Number(status), { 'set-cookie': `c${rest.length}=1; Path=/`, ...location }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const chain = fc.record({
  statuses: fc.array(fc.constantFrom(301, 302, 303, 307, 308), { maxLength: 6 }),
  last: fc.constantFrom(200, 304, 404, 500),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE'),
  most: fc.integer({ min: 0, max: 7 }),
});

it('a chain of redirects is followed hop by hop, each with its method, body, cookies and samples', async () => {
  await fc.assert(
    fc.asyncProperty(chain, async ({ statuses, last, method, most }) => {
      seen.splice(0);
      const samples: EngineSample[] = [];
      const session = new HttpSession(DEFAULT_HTTP, (emitted) => samples.push(...emitted));
      const unusual = JSON.stringify({ redirects: most, headers: [['Authorization', 'me']] });
      const url = `${base}/${[...statuses, last].join('/')}`;
      const call = new CallReader().read(callText(method, url, '{}', unusual));
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const { answer } = await session.send(call, hasBody ? Buffer.from('body') : null);
      session.close();

      const hops = Math.min(statuses.length, most);
      const expected: Seen[] = [{ method, body: hasBody ? 'body' : '', cookies: '', authorization: 'me' }];
      for (const [index, status] of statuses.slice(0, hops).entries()) {
        const before = expected.at(-1) as Seen;
        const repeats = status === 307 || status === 308;
        const cookie = `c${statuses.length - index}=1`;
        expected.push({
          ...before,
          method: repeats || before.method === 'HEAD' ? before.method : 'GET',
          body: repeats ? before.body : '',
          cookies: before.cookies === '' ? cookie : `${before.cookies}; ${cookie}`,
        });
      }
      expect(seen).toEqual(expected);
      expect(answer.status).toBe([...statuses, last][hops]);
      const requests = samples.filter(({ metric }) => metric === 'http_reqs');
      expect(requests.map(({ tags }) => [tags.method, tags.status])).toEqual(
        expected.map((one, index) => [one.method, String([...statuses, last][index])]),
      );
    }),
    { seed: 20_261_133, numRuns: 60 },
  );
});
