import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  CallResult,
  EngineSample,
  HttpSettings,
  ScriptDescription,
  Vu,
  VuBackend,
  VuCall,
} from '../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { type BackendName, type BackendSettings, makeTestBackend } from './test-backend.ts';

export const DEFAULT_HTTP: HttpSettings = {
  userAgent: 'perf-gate-test',
  maxRedirects: 10,
  batch: 20,
  batchPerHost: 6,
  discardResponseBodies: false,
  insecureSkipTLSVerify: false,
  noConnectionReuse: false,
  noVUConnectionReuse: false,
  noCookiesReset: false,
  throw: false,
  hosts: {},
};

export interface BenchOptions extends BackendSettings {
  readonly backend?: BackendName;
  readonly env?: Readonly<Record<string, string>>;
  readonly http?: Partial<HttpSettings>;
  readonly options?: unknown;
  /** Further files beside `script.js`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly scriptName?: string;
}

/** A script on the backend under test, with everything that it reports recorded. */
export interface GuestBench {
  readonly description: ScriptDescription;
  readonly backend: VuBackend;
  readonly samples: EngineSample[];
  readonly logs: string[];
  readonly failures: string[];
  readonly folder: string;
  vu(id?: number): Promise<Vu>;
  /** VU 1, created once. */
  firstVu(): Promise<Vu>;
  /** Creates VU 1 once and calls its default function. */
  iterate(call?: Partial<VuCall>): Promise<CallResult>;
  values(metric: string): number[];
  close(): Promise<void>;
}

/** Loads a script text. Rejects as `VuBackend.load` does, its folder removed. */
export async function openBench(source: string, options: BenchOptions = {}): Promise<GuestBench> {
  const folder = await writeScript(source, options);
  const backend = makeTestBackend(options, options.backend);
  const close = async () => {
    await backend.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const script = path.join(folder, options.scriptName ?? 'script.js');
    const description = await backend.load(script, options.env ?? {});
    return startBench(backend, description, folder, options, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** A call of the default function in VU 1, changed where the test wants it. */
export function aCall(change: Partial<VuCall> = {}): VuCall {
  return {
    exec: 'default',
    data: null,
    tags: { scenario: 'default' },
    group: '',
    env: {},
    scenario: { name: 'default', executor: 'per-vu-iterations', startTimeMs: 1_700_000_000_000 },
    iteration: 0,
    iterationInScenario: 0,
    iterationInInstance: 0,
    iterationInTest: 0,
    ...change,
  };
}

function startBench(
  backend: VuBackend,
  description: ScriptDescription,
  folder: string,
  options: BenchOptions,
  close: () => Promise<void>,
): GuestBench {
  const samples: EngineSample[] = [];
  const logs: string[] = [];
  const failures: string[] = [];
  let first: Promise<Vu> | null = null;
  const firstVu = () => {
    first ??= backend.createVu(1);
    return first;
  };
  backend.start({ ...DEFAULT_HTTP, ...options.http }, options.options ?? {}, {
    emit: (emitted) => samples.push(...emitted),
    log: (level, line) => logs.push(`${level} ${line}`),
    markFailed: (message) => failures.push(message),
    execution: (scenario) => ({
      vusActive: 3,
      vusInitialized: 4,
      iterationsCompleted: 5,
      iterationsInterrupted: 6,
      currentTestRunDurationMs: 7,
      scenarioProgress: scenario === null ? 0 : 0.5,
    }),
  });
  return {
    description,
    backend,
    samples,
    logs,
    failures,
    folder,
    vu: (id = 1) => backend.createVu(id),
    firstVu,
    async iterate(change) {
      return (await firstVu()).call(aCall(change));
    },
    values: (metric) => samples.filter((sample) => sample.metric === metric).map(({ value }) => value),
    close,
  };
}

async function writeScript(source: string, options: BenchOptions): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'guest-'));
  const files = { ...options.files, [options.scriptName ?? 'script.js']: source };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}
