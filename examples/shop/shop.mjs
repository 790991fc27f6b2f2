import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCache } from './cache.mjs';
import { makeMetrics } from './metrics.mjs';
import { DEFAULTS } from './options.mjs';
import { makeRoutes } from './routes.mjs';
import { makeServiceTimes } from './service-time.mjs';
import { makeWorkQueue } from './work-queue.mjs';

const MAX_BODY_BYTES = 64 * 1024;
/** How long requests in flight may take to end when the shop stops. */
const STOP_GRACE_MS = 3_000;
const CPU_BLOCK = Buffer.alloc(4096, 'shop');

/**
 * Starts the shop.
 * @param {Partial<import('./options.mjs').ShopOptions>} [given]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startShop(given = {}) {
  const options = { ...DEFAULTS, ...given };
  const shop = makeShop(options);
  const server = createServer((request, response) => {
    shop.handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      await drain(server);
      shop.stop();
    },
  };
}

/** Lets requests in flight end, closes connections as they fall idle, and cuts what is left after a grace time. @param {import('node:http').Server} server */
async function drain(server) {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await closed.finally(() => {
    clearInterval(idle);
    clearTimeout(cut);
  });
}

/** @param {import('./options.mjs').ShopOptions} options */
function makeShop({ seed, slowdown, maxConcurrency, maxQueue, errorRate, leakPerRequest, coldCacheAfter }) {
  const serviceTime = makeServiceTimes({ seed, slowdown });
  const queue = makeWorkQueue(maxConcurrency, maxQueue);
  const cache = makeCache(coldCacheAfter);
  const metrics = makeMetrics(() => ({ waiting: queue.waiting(), work: cache.work() }));
  const routes = makeRoutes();
  /** @type {Buffer[]} what nobody gives back */
  const leaked = [];
  let served = 0;

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function handle(request, response) {
    const url = new URL(request.url ?? '/', 'http://shop');
    if (url.pathname === '/healthz') return send(response, 200, { status: 'ok' });
    if (url.pathname === '/metrics') return sendText(response, metrics.render());
    const match = routes.find(({ method, path }) => method === request.method && path.test(url.pathname));
    if (match === undefined) return send(response, 404, { error: `no ${request.method} ${url.pathname}` });
    const started = performance.now();
    metrics.started();
    try {
      await serve(match, { url, cart: cartOf(request), body: await readJson(request) }, response);
    } finally {
      // Also for a client that hung up: it is no longer in flight.
      metrics.finished(match.route, response.statusCode, (performance.now() - started) / 1000);
    }
  }

  /** @param {import('./routes.mjs').ShopRoute} match @param {import('./routes.mjs').ShopRequest} request @param {import('node:http').ServerResponse} response */
  async function serve(match, request, response) {
    const done = await queue.run(async () => {
      if (leakPerRequest > 0) leaked.push(Buffer.alloc(leakPerRequest, 1));
      await work(serviceTime(match.route), cache.factor(queue.waiting()));
      const [, id = ''] = match.path.exec(request.url.pathname) ?? [];
      const fails = errorRate > 0 && (++served * 0.618_033_988_75) % 1 < errorRate;
      const answer = fails ? { status: 500, body: { error: 'as asked for' } } : match.answer(request, id);
      send(response, answer.status, answer.body, answer.headers);
    });
    if (!done) send(response, 503, { error: 'too many requests wait' }, { 'retry-after': '1' });
  }

  return { handle, stop: metrics.stop };
}

/** @param {{ waitMs: number, cpuRounds: number }} time @param {number} factor */
async function work({ waitMs, cpuRounds }, factor) {
  let digest = '';
  for (let round = 0; round < cpuRounds * factor; round++)
    digest = createHash('sha256').update(CPU_BLOCK).update(digest).digest('hex');
  await wait(waitMs * factor);
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<unknown>} */
async function readJson(request) {
  if (request.method !== 'POST') return null;
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

/** @param {import('node:http').IncomingMessage} request */
function cartOf(request) {
  return /(?:^|;\s*)cart=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
function send(response, status, body, headers = {}) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** @param {import('node:http').ServerResponse} response @param {string} text */
function sendText(response, text) {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
  response.end(text);
}
