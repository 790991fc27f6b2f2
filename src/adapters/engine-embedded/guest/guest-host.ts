import type { MetricType, Tags, VuCall } from '../vu/vu-backend.ts';
import type { TagSet } from './tag-set.ts';

/** What the guest may ask of the main thread. Each blocks the guest until the answer is there. */
export type HostOp = 'http' | 'batch' | 'jar' | 'ws' | 'execution' | 'module' | 'file' | 'share' | 'shared';

/** Bytes that travel beside a message: transferred or shared, never turned into text. */
export type HostBytes = ArrayBuffer | SharedArrayBuffer;

export type HostAnswer =
  | { readonly ok: true; readonly json: string; readonly bodies: readonly (HostBytes | string | null)[] }
  | { readonly ok: false; readonly message: string };

/** How a call of the guest ended. */
export type GuestEnd =
  | { readonly kind: 'returned'; readonly value: string | null }
  | { readonly kind: 'threw'; readonly message: string; readonly stack: string }
  | { readonly kind: 'aborted'; readonly message: string };

/** Elements of a SharedArray, as JSON. */
export interface SharedTexts {
  readonly length: number;
  at(index: number): string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What makes a guest a certain VU of a certain test. */
export interface VuStart {
  readonly vu: number;
  /** `__ENV` as JSON. */
  readonly env: string;
  /** Consolidated options as JSON; `null` while loading. */
  readonly options: string | null;
  readonly throwsByDefault: boolean;
}

/**
 * The only things from outside that code in the guest's realm can reach. Scripts never see it, and nothing in it
 * throws: an error of the outer realm in a script's hands would be a way out of its own.
 */
export interface GuestHost {
  /** Milliseconds since the epoch, with fraction. */
  now(): number;
  ask(op: HostOp, json: string, bodies?: readonly (ArrayBuffer | string | null)[]): HostAnswer;
  askLater(
    op: HostOp,
    json: string,
    bodies: readonly (ArrayBuffer | string | null)[],
    done: (answer: HostAnswer) => void,
  ): void;
  /** A SharedArray by name; `null` when it was not built yet. */
  shared(name: string): SharedTexts | null;
  /** Blocks. @returns whether the call may go on. */
  sleep(milliseconds: number): boolean;
  emit(metric: string, timeMs: number, value: number, tags: TagSet, metadata: Tags | null): void;
  log(level: LogLevel, line: string): void;
  markFailed(message: string): void;
  dropJar(id: number): void;
  declareMetric(name: string, type: MetricType, contains: 'default' | 'time'): void;
  startTimer(id: number, milliseconds: number, repeats: boolean): void;
  stopTimer(id: number): void;
  /** Calls back when all promise jobs have run. */
  afterPromiseJobs(done: () => void): void;
  finish(end: GuestEnd): void;
  /** A k6 or CommonJS module for `require`. Throws only what the module itself throws. */
  require(
    specifier: string,
    referrer: string,
  ): { readonly ok: true; readonly exports: unknown } | { readonly ok: false; readonly message: string };
  /** @returns `null` when OpenSSL here does not have the algorithm. */
  hash(algorithm: string, key: ArrayBuffer | null, data: ArrayBuffer): ArrayBuffer | null;
  randomBytes(size: number): ArrayBuffer;
  encodeUtf8(text: string): ArrayBuffer;
  /** @returns `null` when `fatal` and the bytes are no such text. */
  decodeText(bytes: HostBytes, label: string, fatal: boolean): string | null;
}

/** What calls in a row have in common. */
export type CallFacts = Pick<VuCall, 'exec' | 'tags' | 'group' | 'env' | 'scenario'>;

/** What is different in each: `iteration`, `iterationInScenario`, `iterationInInstance`, `iterationInTest`. */
export type CallCounters = readonly [number, number, number, number];

/** What the worker drives the guest with. */
export interface GuestControl {
  /** Exports of the built-in modules by name. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** `import.meta.resolve` of the module with that URL. */
  resolverOf(module: string): (specifier: unknown) => string;
  /** Makes it this VU; before any code of the script. */
  begin(start: VuStart): void;
  /** Ends the init context. */
  endInit(exports: object): void;
  /** `options` and the names of exported functions, as JSON. */
  describe(): string;
  /**
   * Starts a call; `host.finish` reports its end. `facts` (`CallFacts` as JSON) and `data` are `undefined` when they are
   * those of the last call: a VU parses its own copy once.
   */
  run(facts: string | undefined, counters: CallCounters, data: string | null | undefined): void;
  /** Tags as they stand now; `null` when they are those of the call. */
  tags(): Tags | null;
  fireTimer(id: number): void;
  /** Ends a call that waits for timers or promises. */
  stop(): void;
  /** A promise was rejected and nobody handled it. */
  rejected(reason: unknown): void;
}
