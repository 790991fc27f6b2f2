import { pathToFileURL } from 'node:url';
import { runLoad } from '../../src/adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../src/adapters/engine-embedded/output/load-sinks.ts';
import { makeQuickJsBackend } from '../../src/adapters/engine-embedded/vu/quickjs/quickjs-backend.ts';
import { makeWorkerBackend } from '../../src/adapters/engine-embedded/vu/worker/worker-backend.ts';
import { abortOnSignals } from '../../src/adapters/node/abort-on-signals.ts';
import { NO_LOAD_OPTIONS } from './load-options.ts';

/** `perf-gate load` as a process of its own, to be killed by a test. */
const [backend = '', worker = '', wasm = '', script = '', phase = '', out = ''] = process.argv.slice(2);
const workerUrl = pathToFileURL(worker);
const { exitCode } = await runLoad(
  {
    ...NO_LOAD_OPTIONS,
    script,
    env: { PHASE: phase, SILENT: process.env.SILENT ?? '' },
    outs: [`json=${out}`, `json=${out}.gz`],
  },
  {
    version: '0.0.0',
    makeBackend: () =>
      backend === 'worker'
        ? makeWorkerBackend({ workerUrl })
        : makeQuickJsBackend({ workerUrl, wasmUrl: pathToFileURL(wasm) }),
    sinks: makeLoadSinks(process.cwd(), process.stdout, process.stderr),
    openPrometheus: () => {
      throw new Error('not asked for');
    },
    variables: {},
    terminal: { stdout: false, stderr: false },
    abort: abortOnSignals(process),
    kill: new AbortController().signal,
    onProgress: () => undefined,
  },
);
process.exitCode = exitCode;
