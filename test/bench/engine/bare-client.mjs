// Open load from bare sockets, without any engine: what this machine, Node and the server leave of a measurement.
// Arguments: URL, requests a second, seconds, connections. JSON of [epoch ms of the end, duration in ms] on standard output.
import { connect } from 'node:net';

const [target = '', rate = '0', seconds = '0', connections = '0'] = process.argv.slice(2);
const url = new URL(target);
const total = Number(rate) * Number(seconds);
const requests = [];
const idle = [];
let sent = 0;

function send(id, socket) {
  const startMs = performance.now();
  socket.write(`GET ${url.pathname}?id=${id} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
  // Answers are short: they come whole.
  socket.once('data', () => {
    const endMs = performance.now();
    requests.push([performance.timeOrigin + endMs, endMs - startMs]);
    idle.push(socket);
  });
}

for (let made = 0; made < Number(connections); made += 1) {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  await new Promise((resolve) => socket.once('connect', resolve));
  idle.push(socket);
}
const beginMs = performance.now();
const timer = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - beginMs) * Number(rate)) / 1_000));
  for (; sent < due; sent += 1) {
    const socket = idle.pop();
    if (socket !== undefined) send(sent, socket);
  }
  if (sent < total) return;
  clearInterval(timer);
  setTimeout(() => process.stdout.write(JSON.stringify(requests), () => process.exit(0)), 500);
}, 1);
