import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { guestSource } from 'guest-source';
import type { GuestControl, GuestEnd, GuestHost } from '../../guest/guest-host.ts';
import type { InitFailure } from '../../loader/init-failure.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import { MainPort } from './main-port.ts';
import type { WorkerStart } from './messages.ts';
import { ModuleGraph, ModuleSyntaxError, type ServedModule } from './module-graph.ts';
import { makeWorkerHost } from './worker-host.ts';

/** One VU in its own thread: k6's globals in a realm of their own, the script's modules in it, calls one by one. */
async function runWorker(): Promise<void> {
  if (parentPort === null) throw new Error('vu-worker runs in a worker thread only');
  const start = workerData as WorkerStart;
  const metrics: MetricDeclaration[] = [];
  const context = vm.createContext(
    {},
    { name: `vu ${start.vu}`, codeGeneration: { strings: true, wasm: false } },
  );
  let startedMs = 0;
  const port = new MainPort(parentPort, start.signal, (message) => {
    if (message.type === 'stop') return control.stop();
    startedMs = performance.now();
    control.run(message.call);
  });
  const serve = (specifier: string, referrer: string, as: 'esm' | 'cjs'): ServedModule => {
    const answer = port.ask('module', JSON.stringify({ specifier, referrer, as }), []);
    if (!answer.ok) throw new Error(answer.message);
    return JSON.parse(answer.json);
  };
  const finish = (end: GuestEnd): void => {
    const durationMs = performance.now() - startedMs;
    const tags = control.tags();
    port.post({ type: 'end', end, durationMs, tags, samples: port.takeSamples() });
  };
  const host = makeWorkerHost({
    start,
    port,
    metrics,
    control: () => control,
    require: (specifier, referrer) => graph.require(specifier, referrer),
    finish,
  });
  const startGuest = vm.runInContext(guestSource, context, { filename: 'k6-api.js' }) as (
    host: GuestHost,
  ) => GuestControl;
  const control = startGuest(host);
  const graph = new ModuleGraph(context, control.modules, serve);
  process.on('unhandledRejection', (reason) => control.rejected(reason));
  try {
    control.endInit(await graph.evaluate(start.entry));
    port.post({ type: 'ready', describe: control.describe(), metrics });
  } catch (error) {
    port.post({ type: 'failed', failure: failureOf(error) });
  }
}

function failureOf(error: unknown): InitFailure {
  const { name, message, stack } = (error ?? {}) as Partial<Error>;
  const text = message === undefined ? String(error) : `${name ?? 'Error'}: ${message}`;
  if (error instanceof ModuleSyntaxError) {
    const module = { id: error.id, code: error.code };
    return { kind: 'syntax', message: `SyntaxError: ${error.message}`, stack: '', module };
  }
  return { kind: name === 'SyntaxError' ? 'link' : 'threw', message: text, stack: stack ?? '', module: null };
}

await runWorker();
