/** Tags of a sample, system tags included, under k6's names. */
export type Tags = Readonly<Record<string, string>>;

export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

/** A metric as a script declares it (`new Trend('checkout', true)`) or as the engine has it built in. */
export interface MetricDeclaration {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: 'default' | 'time' | 'data';
}

/** One value of one metric at one time: k6's point. */
export interface EngineSample {
  readonly metric: string;
  /** Milliseconds since the epoch, with fraction. */
  readonly timeMs: number;
  readonly value: number;
  readonly tags: Tags;
  readonly metadata?: Tags;
}

/** What the init context said: run once, by VU 0, before any load. */
export interface ScriptDescription {
  /** The exported `options`, as JSON values; `{}` when there are none. */
  readonly options: unknown;
  /** Names of exported functions; `default` included. */
  readonly exportedFunctions: readonly string[];
  readonly metrics: readonly MetricDeclaration[];
  /** Absolute paths of every local file that made the script: modules and `open()`ed files. */
  readonly files: readonly string[];
}

/** HTTP behaviour from the consolidated options, under k6's names and defaults. */
export interface HttpSettings {
  readonly userAgent: string;
  readonly maxRedirects: number;
  readonly batch: number;
  readonly batchPerHost: number;
  readonly discardResponseBodies: boolean;
  readonly insecureSkipTLSVerify: boolean;
  readonly noConnectionReuse: boolean;
  readonly noVUConnectionReuse: boolean;
  readonly noCookiesReset: boolean;
  readonly throw: boolean;
  /** `options.hosts`: host name (or host:port) to address. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** Static facts of the scenario that a call belongs to, for `k6/execution` and tags. */
export interface ScenarioFacts {
  readonly name: string;
  readonly executor: string;
  readonly startTimeMs: number;
}

/** One call of an exported function in a VU: an iteration, or setup, teardown, handleSummary. */
export interface VuCall {
  readonly exec: string;
  /** Argument as JSON; `null` calls with `undefined`. A VU parses its own copy of setup data once. */
  readonly data: string | null;
  /** Run tags, scenario tags and `scenario`, merged; the guest adds `group` and its own. */
  readonly tags: Tags;
  /** `''` for iterations, `::setup` and `::teardown` for those. */
  readonly group: string;
  /** Added to `__ENV` for this scenario. */
  readonly env: Readonly<Record<string, string>>;
  readonly scenario: ScenarioFacts | null;
  /** `__ITER`: per VU, from 0, across scenarios. */
  readonly iteration: number;
  readonly iterationInScenario: number;
  /** Of the scenario, from 0; counts only what this instance runs. */
  readonly iterationInInstance: number;
  /** Of the scenario, from 0; differs from the other only where a test is divided by execution segments. */
  readonly iterationInTest: number;
}

/** Bytes on the wire during a call, headers included. */
export interface Traffic {
  readonly dataSent: number;
  readonly dataReceived: number;
}

export type CallEnd =
  /** `value` is JSON, `null` for `undefined`; an ArrayBuffer inside is `{"$bytes": "<base64>"}`. */
  | { readonly kind: 'returned'; readonly value: string | null }
  | { readonly kind: 'threw'; readonly message: string; readonly stack: string }
  /** `exec.test.abort()`. */
  | { readonly kind: 'aborted'; readonly message: string }
  /** `Vu.interrupt()` ended it; its samples since then were dropped. */
  | { readonly kind: 'interrupted' }
  /** The VU is gone (out of memory, stack gone); the backend makes a fresh one at the next call. */
  | { readonly kind: 'died'; readonly message: string };

export interface CallResult {
  readonly end: CallEnd;
  readonly durationMs: number;
  /** Milliseconds that the call and its end waited for the threads that they were for. */
  readonly waitedMs?: number;
  readonly traffic: Traffic;
  /** Tags at the end of the call, with those that the script set on `vu.metrics.tags`. */
  readonly tags: Tags;
}

/** A virtual user. One call at a time. */
export interface Vu {
  readonly id: number;
  call(call: VuCall): Promise<CallResult>;
  /** Ends the running call, whatever it is doing; uncatchable by the script. No-op when idle. */
  interrupt(): void;
  dispose(): Promise<void>;
}

/** What `k6/execution` shows of the running test. */
export interface ExecutionSnapshot {
  readonly vusActive: number;
  readonly vusInitialized: number;
  readonly iterationsCompleted: number;
  readonly iterationsInterrupted: number;
  readonly currentTestRunDurationMs: number;
  /** 0 to 1, of the named scenario. */
  readonly scenarioProgress: number;
}

/** What a backend needs from the test that it works for. */
export interface VuHost {
  emit(samples: readonly EngineSample[]): void;
  log(level: 'debug' | 'info' | 'warn' | 'error', line: string): void;
  /** `exec.test.fail()`. */
  markFailed(message: string): void;
  execution(scenario: string | null): ExecutionSnapshot;
}

/** Runs the guest side of a test. `load` comes first, then `start`, then VUs. */
export interface VuBackend {
  /** Recorded with the results: `worker`, later `quickjs`. */
  readonly name: string;
  /**
   * Evaluates the init context.
   * @throws GateError SCRIPT_NOT_FOUND, SCRIPT_INVALID (syntax error or a throw, with file:line:column) or
   *   SCRIPT_UNSUPPORTED (an API that this engine does not have, by name).
   */
  load(script: string, env: Readonly<Record<string, string>>): Promise<ScriptDescription>;
  /** `options` are the consolidated ones, for `exec.test.options`. */
  start(http: HttpSettings, options: unknown, host: VuHost): void;
  /**
   * `id` is `__VU`; 0 for setup, teardown and handleSummary. Once it is given up, what the VU's init code still does is
   * ended.
   */
  createVu(id: number, givenUp?: AbortSignal): Promise<Vu>;
  dispose(): Promise<void>;
}
