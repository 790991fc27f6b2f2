// A server for tests: PORT comes from the environment or --port, and everything else is asked for by flags.
import { createServer } from 'node:http';

const flag = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1];
};
console.log(`tiny server, pid ${process.pid}`);
if (flag('fail') !== null) {
  console.error(`Error: ${flag('fail')}`);
  process.exit(3);
}
const status = Number(flag('status') ?? 200);
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(4);
  response
    .writeHead(status)
    .end(JSON.stringify({ pid: process.pid, secret: process.env.TINY_SECRET ?? null }));
});
if (flag('deaf') === null) server.listen(Number(flag('port') ?? process.env.PORT), '127.0.0.1');
else setInterval(() => undefined, 1_000);
if (flag('stubborn') !== null) process.on('SIGTERM', () => console.log('not now'));
