import type { Tags } from '../../vu/vu-backend.ts';
import type { GuestEnd, GuestHost, HostAnswer, HostBytes } from '../guest-host.ts';
import { push, shift } from '../own-methods.ts';
import { SamplePack } from '../sample-pack.ts';
import type { TagSet } from '../tag-set.ts';
import { type Native, OP } from './native.ts';

/** Samples wait this long at most while a call runs. */
const FLUSH_MS = 100;

/** Callbacks that the host reaches by number or at its own time. */
export interface NativeCallbacks {
  readonly answers: Map<number, (answer: HostAnswer) => void>;
  readonly afterJobs: (() => void)[];
}

/** The guest's host on the other side of the one native function. */
export function makeNativeHost(
  native: Native,
  callbacks: NativeCallbacks,
  parts: Pick<GuestHost, 'require'> & { tags(): Tags | null },
): GuestHost {
  const outbox = new SampleOutbox(native);
  let lastId = 0;
  return {
    now: () => native(OP.now) as number,
    ask: (op, json, bodies = []) => {
      outbox.flushIfDue();
      if (bodies.length > 1) return toAnswer(native(OP.ask, op, json, ...bodies));
      return toAnswer(native(OP.ask, op, json, bodies[0] ?? null));
    },
    askLater: (op, json, bodies, done) => {
      outbox.flushIfDue();
      lastId += 1;
      callbacks.answers.set(lastId, done);
      native(OP.askLater, lastId, op, json, ...bodies);
    },
    shared: (name) => {
      const length = native(OP.shared, name) as number;
      return length < 0 ? null : { length, at: (index) => native(OP.sharedAt, name, index) as string };
    },
    sleep: (milliseconds) => {
      if (milliseconds >= FLUSH_MS) outbox.flush();
      return native(OP.sleep, milliseconds) as boolean;
    },
    emit: (metric, timeMs, value, tags, metadata) => outbox.add(metric, timeMs, value, tags, metadata),
    log: (level, line) => native(OP.log, level, line),
    markFailed: (message) => native(OP.markFailed, message),
    dropJar: (id) => native(OP.dropJar, id),
    declareMetric: (name, type, contains) => native(OP.declareMetric, name, type, contains),
    startTimer: (id, milliseconds, repeats) => {
      outbox.flushIfDue();
      native(OP.startTimer, id, milliseconds, repeats);
    },
    stopTimer: (id) => native(OP.stopTimer, id),
    afterPromiseJobs: (done) => {
      push(callbacks.afterJobs, done);
    },
    finish: (end) => outbox.finish(endText(end), tagsText(parts.tags())),
    require: parts.require,
    hash: (algorithm, key, data) => native(OP.hash, algorithm, key, data) as ArrayBuffer | null,
    randomBytes: (size) => native(OP.randomBytes, size) as ArrayBuffer,
    encodeUtf8: (text) => native(OP.encodeUtf8, text) as ArrayBuffer,
    decodeText: (bytes, label, fatal) => native(OP.decodeText, bytes, label, fatal) as string | null,
  };
}

function endText(end: GuestEnd): string | null {
  return end.kind === 'returned' && end.value === null ? null : JSON.stringify(end);
}

function tagsText(tags: Tags | null): string | null {
  return tags === null ? null : JSON.stringify(tags);
}

/** `[json, ...bodies]`, or the message of an error, as an answer. The list becomes that of the bodies. */
export function toAnswer(answer: unknown): HostAnswer {
  if (!Array.isArray(answer)) return { ok: false, message: String(answer) };
  const json = shift(answer) as string;
  return { ok: true, json, bodies: answer as (HostBytes | string | null)[] };
}

class SampleOutbox {
  private readonly native: Native;
  private readonly samples = new SamplePack();
  private lastMs = 0;
  private flushedMs = 0;

  constructor(native: Native) {
    this.native = native;
  }

  add(metric: string, timeMs: number, value: number, tags: TagSet, metadata: Tags | null): void {
    if (this.samples.isFull) this.flush();
    this.samples.add(metric, timeMs, value, tags, metadata);
    this.lastMs = timeMs;
  }

  /** By the time of the last sample: asking the host for that of now would cost more than most samples do. */
  flushIfDue(): void {
    if (this.samples.isEmpty || this.lastMs - this.flushedMs < FLUSH_MS) return;
    this.flushedMs = this.lastMs;
    this.flush();
  }

  flush(): void {
    if (this.samples.isEmpty) return;
    const { size, buffer } = this.samples;
    this.native(OP.samples, this.samples.takeDefinitions(), buffer, size);
  }

  /** The end of a call, and what waits. */
  finish(end: string | null, tags: string | null): void {
    if (this.samples.isEmpty) {
      this.native(OP.finish, end, tags);
      return;
    }
    const { size, buffer } = this.samples;
    this.native(OP.finish, end, tags, this.samples.takeDefinitions(), buffer, size);
  }
}
