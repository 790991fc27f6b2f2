// As many worker threads as the argument says, with nothing in them: what threads alone take to start.
import { Worker } from 'node:worker_threads';

const count = Number(process.argv[2] ?? '0');
const code = "require('node:worker_threads').parentPort.postMessage(null)";
await Promise.all(
  Array.from({ length: count }, () => {
    const worker = new Worker(code, { eval: true });
    return new Promise((resolve) => worker.once('message', resolve));
  }),
);
process.stdout.write(String(performance.timeOrigin + performance.now()), () => process.exit(0));
