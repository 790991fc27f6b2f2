import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { k6RemoteWriteSettings } from '../../../../src/adapters/prometheus/k6-remote-write-settings.ts';
import { K6RemoteWrite } from '../../../../src/adapters/prometheus/live/k6-remote-write.ts';
import { LOOPBACK_CERTIFICATE } from '../../../support/loopback-certificate.ts';
import { readRemoteWrite, type WrittenSeries } from '../../../support/remote-write-reader.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly series: readonly WrittenSeries[];
}

async function receiver(status = 204, isSecure = false) {
  const received: Received[] = [];
  let tell: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const answer: RequestListener = async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    received.push({ headers: request.headers, series: readRemoteWrite(Buffer.concat(parts)) });
    response.writeHead(status).end();
    tell();
  };
  const server = isSecure ? createTlsServer(LOOPBACK_CERTIFICATE, answer) : createHttpServer(answer);
  servers.push(server as Server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { received, first, url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}/api/v1/write` };
}

function output(url: string, variables: Readonly<Record<string, string>> = {}, now = () => 1_000) {
  const named = Object.entries({ SERVER_URL: url, ...variables });
  const settings = k6RemoteWriteSettings(
    Object.fromEntries(named.map(([name, value]) => [`K6_PROMETHEUS_RW_${name}`, value])),
  );
  const live = new K6RemoteWrite(settings, { now, monotonic: () => 0 });
  live.declare('http_req_duration', 'trend', 'time');
  live.declare('http_reqs', 'counter', 'default');
  return live;
}

/** Series by name, each with its last value. */
function values(series: readonly WrittenSeries[] = []) {
  return Object.fromEntries(
    series.map(({ labels, samples }) => [new Map(labels).get('__name__'), samples.at(-1)?.[1]]),
  );
}

describe('experimental-prometheus-rw', () => {
  it("sends k6's series at the end, with the statistics, labels and headers that were asked for", async () => {
    const { received, url } = await receiver();
    const live = output(url, {
      TREND_STATS: 'p(95),min,max,avg,med,count,sum',
      LABELS: 'team:web',
      HEADERS: 'X-Scope:a',
      USERNAME: 'u',
      PASSWORD: 'p',
    });
    const tags = { status: '200', url: 'http://h/1', group: '' };
    for (const ms of [100, 100, 300, 300]) {
      live.add('http_req_duration', ms, tags);
      live.add('http_reqs', 1, tags);
    }
    expect(await live.close()).toEqual([]);
    const series = received[0]?.series ?? [];
    expect(values(series)).toMatchObject({
      k6_http_reqs_total: 4,
      k6_http_req_duration_min: 0.1,
      k6_http_req_duration_max: 0.3,
      k6_http_req_duration_avg: 0.2,
      k6_http_req_duration_count: 4,
      k6_http_req_duration_sum: 0.8,
    });
    expect(values(series).k6_http_req_duration_p95).toBeCloseTo(0.3, 2);
    expect(series[0]?.labels).toEqual([
      ['__name__', 'k6_http_req_duration_p95'],
      ['status', '200'],
      ['team', 'web'],
    ]);
    expect(received[0]?.headers).toMatchObject({ 'x-scope': 'a', authorization: 'Basic dTpw' });
  });

  it('sends while the test runs', async () => {
    const { received, first, url } = await receiver();
    const live = output(url, { PUSH_INTERVAL: '5ms' });
    live.add('http_reqs', 1, {});
    await first;
    live.add('http_reqs', 2, {});
    await live.close();
    expect(values(received[0]?.series).k6_http_reqs_total).toBe(1);
    expect(values(received.at(-1)?.series).k6_http_reqs_total).toBe(3);
  });

  it('ends its series where stale markers are on', async () => {
    const { received, url } = await receiver();
    const live = output(url, { STALE_MARKERS: 'true' });
    live.add('http_reqs', 1, {});
    await live.close();
    expect(received.map(({ series }) => series[0]?.samples)).toEqual([[[1_000, 1]], [[1_001, Number.NaN]]]);
  });

  it.each([
    ['1.3', 'true', []],
    [
      '1.2',
      'false',
      [expect.objectContaining({ code: 'remote-write-failed', text: expect.stringMatching(/cert/i) })],
    ],
  ])(
    'speaks TLS %s to a certificate that nobody knows where it is told to: %s',
    async (version, skip, notices) => {
      const { received, url } = await receiver(204, true);
      const live = output(url, { TLS_MINIMUM_VERSION: version, INSECURE_SKIP_TLS_VERIFY: skip });
      live.add('http_reqs', 1, {});
      expect(await live.close()).toEqual(notices);
      expect(received).toHaveLength(skip === 'true' ? 1 : 0);
    },
  );

  it('that is refused costs a notice, with what to do', async () => {
    const { url } = await receiver(401);
    const live = output(url);
    live.add('http_reqs', 1, {});
    expect(await live.close()).toEqual([
      {
        code: 'remote-write-failed',
        text: expect.stringMatching(/127\.0\.0\.1.*401.*K6_PROMETHEUS_RW_BEARER_TOKEN/),
      },
    ]);
  });

  it('without a single sample sends nothing', async () => {
    const { received, url } = await receiver();
    expect(await output(url).close()).toEqual([]);
    expect(received).toEqual([]);
  });
});
