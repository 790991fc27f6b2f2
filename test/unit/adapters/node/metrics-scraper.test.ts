import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { makeMetricsScraper, type ScrapeTimes } from '../../../../src/adapters/node/metrics-scraper.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

/** Scrapes until so many texts have come; 0 stops after the first attempt, whatever it came to. */
async function scrape(url: string, wanted: number, times: Partial<ScrapeTimes> = {}) {
  let now = 1_000;
  const scraped: [string, number][] = [];
  const scraper = makeMetricsScraper(
    { now: () => now++, monotonic: () => 0 },
    { everyMs: 5, timeoutMs: 2_000, ...times },
  );
  let enough = (): void => undefined;
  const came = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const scraping = scraper.start(url, (text, timeMs) => {
    scraped.push([text, timeMs]);
    if (scraped.length === wanted) enough();
  });
  if (wanted > 0) await came;
  return { ...(await scraping.stop()), scraped };
}

it('each text comes with the time when it was asked for', async () => {
  let count = 0;
  const { made, failed, lastFailure, scraped } = await scrape(
    await serving((_, response) => response.end(`up ${++count}`)),
    3,
  );
  expect({ made, failed, lastFailure }).toEqual({ made: scraped.length, failed: 0, lastFailure: null });
  expect(scraped.slice(0, 3)).toEqual([
    ['up 1', 1_000],
    ['up 2', 1_001],
    ['up 3', 1_002],
  ]);
});

it('an answer that failed is counted and told, and the next is asked for', async () => {
  let count = 0;
  const url = await serving((_, response) => {
    response.statusCode = ++count === 1 ? 503 : 200;
    response.end('up 1');
  });
  expect(await scrape(url, 1)).toMatchObject({ failed: 1, lastFailure: 'status 503' });
});

it('a service that hangs costs its time, not the test', async () => {
  const hanging = await serving(() => undefined);
  const { made, failed, lastFailure } = await scrape(hanging, 0, { everyMs: 10_000, timeoutMs: 30 });
  expect({ made, failed }).toEqual({ made: 0, failed: 1 });
  expect(lastFailure).toMatch(/timeout/);
});

it('what never ends is not read to its end', async () => {
  const block = Buffer.alloc(1024 * 1024, 'x');
  let sent = 0;
  const endless = await serving((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(block)) sent++;
    };
    response.on('drain', more).on('error', () => undefined);
    more();
  });
  expect(await scrape(endless, 0, { everyMs: 10_000, timeoutMs: 20_000 })).toMatchObject({
    made: 0,
    failed: 1,
    lastFailure: 'more than 8 MiB',
  });
  expect(sent).toBeLessThan(100);
});

it('says why nothing was reached, and not only that', async () => {
  const url = await serving((_, response) => response.end());
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  expect(await scrape(url, 0, { everyMs: 10_000 })).toMatchObject({
    failed: 1,
    lastFailure: expect.stringContaining('ECONNREFUSED'),
  });
});

it('a reader that throws has failed, and scraping goes on', async () => {
  const url = await serving((_, response) => response.end('up 1'));
  let calls = 0;
  let again = (): void => undefined;
  const twice = new Promise<void>((resolve) => {
    again = resolve;
  });
  const scraping = makeMetricsScraper(
    { now: () => 0, monotonic: () => 0 },
    { everyMs: 5, timeoutMs: 2_000 },
  ).start(url, () => {
    if (++calls === 2) again();
    throw new Error('not to be read');
  });
  await twice;
  expect(await scraping.stop()).toMatchObject({ made: 0, failed: calls, lastFailure: 'not to be read' });
});
