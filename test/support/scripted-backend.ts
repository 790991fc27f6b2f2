import type { TestClock } from '../../src/adapters/engine-embedded/scheduler/test-clock.ts';
import type {
  CallEnd,
  CallResult,
  EngineSample,
  ScriptDescription,
  Vu,
  VuBackend,
  VuCall,
  VuHost,
} from '../../src/adapters/engine-embedded/vu/vu-backend.ts';

/** What a call does: takes time, ends in some way, makes samples. */
export interface ScriptedCall {
  readonly durationMs: number;
  readonly end?: CallEnd;
  readonly samples?: readonly EngineSample[];
  /** Does not end when it is interrupted. */
  readonly isDeaf?: boolean;
}

/** A call that was made, with monotonic times; `endedMs` is `null` while it runs. */
export interface RecordedCall {
  readonly vu: number;
  readonly call: VuCall;
  readonly startedMs: number;
  endedMs: number | null;
  end: CallEnd['kind'] | null;
}

export interface Script {
  readonly description?: Partial<ScriptDescription>;
  /** How long init takes for a VU. */
  readonly createMs?: (id: number) => number;
  readonly createError?: (id: number) => Error | null;
  readonly loadError?: Error;
  readonly call: (call: VuCall, vu: number, host: VuHost) => ScriptedCall;
}

const RETURNED: CallEnd = { kind: 'returned', value: null };

/** A guest without JavaScript: calls do what the test says, on the test's clock. */
export class ScriptedBackend implements VuBackend {
  readonly name = 'scripted';
  readonly calls: RecordedCall[] = [];
  readonly created: number[] = [];
  options: unknown = null;
  isDisposed = false;
  host: VuHost | null = null;
  readonly #clock: TestClock;
  readonly #script: Script;

  constructor(clock: TestClock, script: Script) {
    this.#clock = clock;
    this.#script = script;
  }

  /** Calls of an exported function, in order. */
  callsOf(exec: string): readonly RecordedCall[] {
    return this.calls.filter((recorded) => recorded.call.exec === exec);
  }

  async load(): Promise<ScriptDescription> {
    if (this.#script.loadError !== undefined) throw this.#script.loadError;
    return {
      options: {},
      exportedFunctions: ['default'],
      metrics: [],
      files: [],
      ...this.#script.description,
    };
  }

  start(_http: unknown, options: unknown, host: VuHost): void {
    this.options = options;
    this.host = host;
  }

  async createVu(id: number): Promise<Vu> {
    await this.#pass(this.#script.createMs?.(id) ?? 0);
    const error = this.#script.createError?.(id) ?? null;
    if (error !== null) throw error;
    this.created.push(id);
    return this.#vu(id);
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
  }

  #vu(id: number): Vu {
    let interrupt: () => void = () => undefined;
    return {
      id,
      call: (call) =>
        this.#call(id, call, (onInterrupt) => {
          interrupt = onInterrupt;
        }),
      interrupt: () => interrupt(),
      dispose: async () => undefined,
    };
  }

  #call(vu: number, call: VuCall, onInterrupt: (callback: () => void) => void): Promise<CallResult> {
    const { host } = this;
    if (host === null) throw new Error('the backend was not started');
    const does = this.#script.call(call, vu, host);
    const startedMs = this.#clock.monotonic();
    const recorded: RecordedCall = { vu, call, startedMs, endedMs: null, end: null };
    this.calls.push(recorded);
    return new Promise((resolve) => {
      const finish = (end: CallEnd) => {
        cancel();
        onInterrupt(() => undefined);
        const endedMs = this.#clock.monotonic();
        recorded.endedMs = endedMs;
        recorded.end = end.kind;
        const traffic = { dataSent: 100, dataReceived: 200 };
        resolve({ end, durationMs: endedMs - startedMs, traffic, tags: call.tags });
      };
      const cancel = this.#clock.at(startedMs + does.durationMs, () => {
        host.emit(does.samples ?? []);
        finish(does.end ?? RETURNED);
      });
      if (does.isDeaf !== true) onInterrupt(() => finish({ kind: 'interrupted' }));
    });
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.at(this.#clock.monotonic() + ms, resolve));
  }
}
