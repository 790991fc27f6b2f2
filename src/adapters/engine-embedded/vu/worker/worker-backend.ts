import { availableParallelism } from 'node:os';
import { GateError } from '../../../../model/gate-error.ts';
import { ScriptSources } from '../../loader/script-sources.ts';
import { SharedArrays } from '../../loader/shared-arrays.ts';
import type { HttpSettings, ScriptDescription, Vu, VuBackend, VuHost } from '../vu-backend.ts';
import type { FromWorker } from './messages.ts';
import { StartLimit } from './start-limit.ts';
import { startThread, type ThreadSettings } from './start-thread.ts';
import { WorkerVu } from './worker-vu.ts';

export interface WorkerBackendOptions {
  /** The bundled `vu-worker.mjs`. */
  readonly workerUrl: URL;
  /** Heap of one VU in MB; a VU that needs more dies, the others go on. Default 256. */
  readonly heapMb?: number;
  /** How long the init code may take. Default 60 s. */
  readonly initTimeoutMs?: number;
}

interface LoadedScript {
  readonly sources: ScriptSources;
  readonly shared: SharedArrays;
  readonly env: string;
}

type LogLine = Extract<FromWorker, { type: 'log' }>;

/** VUs as worker threads, one each; host calls of a script block its thread. Runs on every Node from 20.18. */
export function makeWorkerBackend(options: WorkerBackendOptions): VuBackend {
  const settings: ThreadSettings = {
    workerUrl: options.workerUrl,
    limits: { heapMb: options.heapMb ?? 256 },
    initTimeoutMs: options.initTimeoutMs ?? 60_000,
  };
  const starts = new StartLimit(Math.max(availableParallelism(), 2));
  const vus = new Set<Vu>();
  const earlyLog: LogLine[] = [];
  let script: LoadedScript | null = null;
  let test: { http: HttpSettings; options: string; host: VuHost } | null = null;
  return {
    name: 'worker',
    async load(file, env) {
      const loaded: LoadedScript = {
        sources: new ScriptSources(file),
        shared: new SharedArrays(),
        env: JSON.stringify(env),
      };
      const description = await describeScript(settings, loaded, (line) => earlyLog.push(line));
      script = loaded;
      return description;
    },
    start(http, testOptions, host) {
      test = { http, options: JSON.stringify(testOptions ?? {}), host };
      for (const { level, line } of earlyLog.splice(0)) host.log(level, line);
    },
    async createVu(id) {
      if (script === null || test === null) throw outOfOrder();
      const { sources, shared, env } = script;
      const { http, options: testOptions, host } = test;
      const start = {
        vu: id,
        entry: sources.entry,
        loading: false,
        env,
        options: testOptions,
        throwsByDefault: http.throw,
      };
      const vu = new WorkerVu(id, http, host, (session, onMessage) =>
        starts.run(() => startThread(settings, start, { sources, shared, session, host }, onMessage)),
      );
      vus.add(vu);
      await vu.start();
      return vu;
    },
    async dispose() {
      await Promise.all([...vus].map((vu) => vu.dispose()));
      vus.clear();
    },
  };
}

async function describeScript(
  settings: ThreadSettings,
  { sources, shared, env }: LoadedScript,
  onLog: (line: LogLine) => void,
): Promise<ScriptDescription> {
  const start = { vu: 0, entry: sources.entry, loading: true, env, options: null, throwsByDefault: false };
  const desk = { sources, shared, session: null, host: null };
  const running = await startThread(settings, start, desk, (message) => {
    if (message.type === 'log') onLog(message);
  });
  await running.thread.terminate();
  sources.close();
  const { options, exportedFunctions } = JSON.parse(running.describe) as Pick<
    ScriptDescription,
    'options' | 'exportedFunctions'
  >;
  return { options, exportedFunctions, metrics: running.metrics, files: sources.loaded };
}

function outOfOrder(): GateError {
  return new GateError('INTERNAL', 'creating a VU: load() and start() come first', { fault: 'internal' });
}
