import { runLoad } from '../../../src/adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../../src/adapters/engine-embedded/output/load-sinks.ts';
import { NO_LOAD_OPTIONS } from '../../support/load-options.ts';
import { type BackendName, makeTestBackend } from '../../support/test-backend.ts';

/**
 * `perf-gate load` for some minutes in a process of its own: its memory once a second, lines of `ms MB MB` on standard
 * output, of the process and of the main thread's heap with what hangs on it.
 */
const [backend = 'worker', script = '', url = '', rate = '', seconds = ''] = process.argv.slice(2);
const never = new AbortController().signal;
const { exitCode } = await runLoad(
  {
    ...NO_LOAD_OPTIONS,
    script,
    env: { URL: url, RATE: rate, SECONDS: seconds, VUS: '60' },
    outs: ['json=/dev/null'],
    quiet: false,
    json: true,
  },
  {
    version: 'bench',
    makeBackend: () => makeTestBackend({}, backend as BackendName),
    sinks: {
      ...makeLoadSinks('/', process.stdout, process.stderr),
      stdout: (text) => void process.stderr.write(text),
    },
    openPrometheus: () => {
      throw new Error('not asked for');
    },
    variables: {},
    terminal: { stdout: false, stderr: false },
    abort: never,
    kill: never,
    onProgress: ({ phase, elapsedMs }) => {
      if (phase !== 'running') return;
      const { rss, heapTotal, external } = process.memoryUsage();
      const mb = [rss, heapTotal + external].map((bytes) => (bytes / 2 ** 20).toFixed(1));
      process.stdout.write(`${Math.round(elapsedMs)} ${mb.join(' ')}\n`);
    },
  },
);
process.exitCode = exitCode;
