// A server of its own process that logs what it really served: from the request's arrival to the hand-over of its answer.
import { createServer } from 'node:http';

/** Served since the last time it was asked: epoch ms of arrival, ms until the answer. */
let served = [];
let firstMs = null;

/** 20 ms and a lognormal part (median 5 ms, sigma 0.8), a pure function of the id. */
function delayOf(id) {
  const uniform = (seed) => {
    let word = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return ((word ^ (word >>> 16)) >>> 0) / 2 ** 32;
  };
  const normal =
    Math.sqrt(-2 * Math.log(uniform(2 * id + 1) + 1e-12)) * Math.cos(2 * Math.PI * uniform(2 * id + 2));
  return 20 + 5 * Math.exp(0.8 * normal);
}

const server = createServer((request, response) => {
  const arrivedMs = performance.now();
  const epochMs = performance.timeOrigin + arrivedMs;
  const url = request.url ?? '/';
  if (url === '/truth') {
    response.end(JSON.stringify({ served, firstMs }));
    served = [];
    firstMs = null;
    return;
  }
  firstMs ??= epochMs;
  if (url.startsWith('/fast')) {
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true,"items":[{"id":1,"name":"one"},{"id":2,"name":"two"}]}');
    return;
  }
  const id = Number(
    new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('id') ?? Math.floor(Math.random() * 1e6),
  );
  setTimeout(() => {
    response.end('ok');
    served.push([epochMs, performance.now() - arrivedMs]);
  }, delayOf(id));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.on('disconnect', () => process.exit());
