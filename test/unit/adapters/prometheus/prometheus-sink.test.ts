import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  makeFindingPrometheusSink,
  makePrometheusSink,
} from '../../../../src/adapters/prometheus/prometheus-sink.ts';
import { aFindingReport, aSpikeFinding } from '../../../support/finding-builder.ts';
import { readRemoteWrite, type WrittenSeries } from '../../../support/remote-write-reader.ts';
import { aReport } from '../../../support/report-builder.ts';
import { aRun } from '../../../support/run-builder.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly series: readonly WrittenSeries[];
}

/** Answers the given status codes in turn, the last one from there on; 0 never answers. */
async function receiver(...statuses: readonly number[]) {
  const received: Received[] = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 204;
    received.push({ headers: request.headers, series: readRemoteWrite(Buffer.concat(parts)) });
    if (status !== 0) response.writeHead(status).end(status === 204 ? undefined : 'out of\nbounds');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/api/v1/write` };
}

function deliver(url: string, variables: Readonly<Record<string, string>> = {}, timeoutMs = 5_000) {
  const sink = makePrometheusSink({
    url,
    variables,
    test: 'baseline',
    timeoutMs,
    retryDelaysMs: [1, 1],
  });
  return sink.deliver(aReport(), [aRun()]);
}

describe('the Prometheus sink', () => {
  it('sends the samples as the protocol asks', async () => {
    const { received, url } = await receiver(204);
    const delivery = await deliver(url);
    expect(delivery).toMatchObject({ kind: 'delivered', what: expect.stringMatching(/^\d+ samples to /) });
    expect(received).toHaveLength(1);
    expect(received[0]?.headers).toMatchObject({
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    });
    expect(received[0]?.headers.authorization).toBeUndefined();
    const names = received[0]?.series.map(({ labels }) => labels.find(([name]) => name === '__name__')?.[1]);
    expect(names).toContain('perfgate_p95_seconds');
  });

  it.each([
    [{ PERF_GATE_PROMETHEUS_BEARER_TOKEN: 't' }, 'Bearer t'],
    [{ PERF_GATE_PROMETHEUS_USERNAME: 'u', PERF_GATE_PROMETHEUS_PASSWORD: 'p' }, 'Basic dTpw'],
  ])('proves who it is by %o', async (variables, authorization) => {
    const { received, url } = await receiver(204);
    await deliver(url, variables);
    expect(received[0]?.headers.authorization).toBe(authorization);
  });

  it.each([500, 503, 429])('tries again after %i', async (status) => {
    const { received, url } = await receiver(status, 204);
    expect(await deliver(url)).toMatchObject({ kind: 'delivered' });
    expect(received).toHaveLength(2);
  });

  it.each([
    [400, 1, 'it answered 400: out of bounds', 'clock'],
    [401, 1, 'it answered 401', 'PERF_GATE_PROMETHEUS_BEARER_TOKEN'],
    [403, 1, 'it answered 403', 'right'],
    [404, 1, 'it answered 404', '--web.enable-remote-write-receiver'],
    [302, 1, 'redirect', 'address'],
    [500, 3, 'it answered 500', 'verdict'],
    [0, 3, 'it did not answer within 0.1 s', 'address'],
  ])('a server that answers %i costs a warning', async (status, tries, cause, hint) => {
    const { received, url } = await receiver(status);
    const delivery = await deliver(url, {}, status === 0 ? 100 : 5_000);
    if (status !== 302) expect(received).toHaveLength(tries);
    expect(delivery).toMatchObject({
      kind: 'failed',
      what: expect.stringContaining('not sent to Prometheus at 127.0.0.1'),
      cause: expect.stringContaining(cause),
      hint: expect.stringContaining(hint),
    });
  });

  it('a server that is not there costs a warning', async () => {
    const { url } = await receiver(204);
    server?.close();
    expect(await deliver(url)).toMatchObject({
      kind: 'failed',
      cause: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('sends what a spike test found, at the same price', async () => {
    const { received, url } = await receiver(204, 400);
    const sink = makeFindingPrometheusSink({ url, variables: {} });
    const report = aFindingReport(aSpikeFinding());
    expect(await sink.deliver(report, null)).toMatchObject({ kind: 'delivered' });
    const names = received[0]?.series.map(({ labels }) => labels.find(([name]) => name === '__name__')?.[1]);
    expect(names).toContain('perfgate_recovery_seconds');
    expect(await sink.deliver(report, null)).toMatchObject({
      kind: 'failed',
      cause: expect.stringContaining('400'),
    });
  });

  it('neither address nor warning hold a password', async () => {
    const { received, url } = await receiver(403);
    const delivery = await deliver(url.replace('127', 'user:hunter%402@127'));
    expect(received[0]?.headers.authorization).toBe(`Basic ${btoa('user:hunter@2')}`);
    expect(delivery.kind).toBe('failed');
    expect(JSON.stringify(delivery)).not.toContain('hunter');
  });
});
