import type { GuestEnd, HostOp, LogLevel, SharedTexts } from '../../guest/guest-host.ts';
import { OP } from '../../guest/quickjs/native.ts';
import type { PackedSamples } from '../../guest/sample-pack.ts';
import { hostBytes } from '../host-bytes.ts';
import { sharedTexts } from '../shared-texts.ts';
import type { MetricDeclaration, MetricType, Tags } from '../vu-backend.ts';
import type { LinePort, ListedAnswer } from './line-port.ts';
import { type CodeOf, withCallee } from './named-callee.ts';
import type { QuickJs } from './quickjs.ts';
import type { Pointer } from './wasm-exports.ts';

export interface OpEvents {
  /** Takes in what the init code declares. */
  readonly metrics: MetricDeclaration[];
  fireTimer(id: number): void;
  answer(id: number, answer: ListedAnswer): void;
  /** The guest is of no use any more. */
  ranOutOfMemory(): void;
  /** Whether neither promise jobs nor unhandled rejections wait. */
  isIdle(): boolean;
  /** The guest goes on after it was suspended. */
  resumed(): void;
  /** What a module of the script says, for what is told of errors. */
  readonly codeOf: CodeOf;
}

const NOTHING_RETURNED: GuestEnd = { kind: 'returned', value: null };

/** As the end of a call says it. */
const OUT_OF_MEMORY = '"message":"InternalError: out of memory"';

type Bodies = (ArrayBuffer | string | null)[];
type Perform = (values: readonly unknown[]) => unknown;

/** What a guest asks of its host, done. */
export class NativeOps {
  private readonly vm: QuickJs;
  private readonly line: LinePort;
  private readonly shared: Map<string, SharedTexts>;
  private readonly events: OpEvents;
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private readonly table: readonly Perform[];
  private startedMs = 0;

  constructor(vm: QuickJs, line: LinePort, shared: Map<string, SharedTexts>, events: OpEvents) {
    this.vm = vm;
    this.line = line;
    this.shared = shared;
    this.events = events;
    this.table = this.makeTable();
  }

  callStarts(): void {
    this.startedMs = performance.now();
  }

  stopTimers(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** An op with what belongs to it; a promise suspends the guest. */
  perform(op: number, values: readonly unknown[]): Pointer | Promise<Pointer> {
    if (op === OP.compile) return this.compile(String(values[0]), String(values[1]));
    const result = this.table[op]?.(values);
    if (!(result instanceof Promise)) return this.vm.values.toGuest(result);
    return result.then((value: unknown) => {
      this.events.resumed();
      return this.vm.values.toGuest(value);
    });
  }

  private makeTable(): readonly Perform[] {
    const { line, events } = this;
    const table: Perform[] = [];
    table[OP.ask] = ([op, json, ...bodies]) => line.ask(op as HostOp, String(json), bodies as Bodies);
    table[OP.askLater] = ([id, op, json, ...bodies]) =>
      line.askLater(op as HostOp, String(json), bodies as Bodies, (answer) =>
        events.answer(Number(id), answer),
      );
    table[OP.sleep] = ([milliseconds]) => line.sleep(Number(milliseconds));
    table[OP.shared] = ([name]) => this.sharedLength(String(name));
    table[OP.sharedAt] = ([name, index]) => this.shared.get(String(name))?.at(Number(index)) ?? 'null';
    table[OP.now] = () => performance.timeOrigin + performance.now();
    table[OP.samples] = ([defined, bytes, size]) =>
      line.post({ type: 'samples', samples: packed(defined, bytes, size) });
    table[OP.log] = ([level, text]) =>
      line.post({ type: 'log', level: level as LogLevel, line: String(text) });
    table[OP.markFailed] = ([message]) => line.post({ type: 'testFailed', message: String(message) });
    table[OP.dropJar] = ([id]) => line.post({ type: 'dropJar', id: Number(id) });
    table[OP.declareMetric] = ([name, type, contains]) => {
      const declared = {
        name: String(name),
        type: type as MetricType,
        contains: contains as 'default' | 'time',
      };
      events.metrics.push(declared);
    };
    table[OP.startTimer] = ([id, ms, repeats]) => this.startTimer(Number(id), Number(ms), repeats === true);
    table[OP.stopTimer] = ([id]) => this.stopTimer(Number(id));
    table[OP.finish] = ([end, tags, defined, bytes, size]) =>
      this.finish(
        end === null ? null : String(end),
        tags === null ? null : String(tags),
        bytes === undefined ? null : packed(defined, bytes, size),
      );
    table[OP.hash] = ([algorithm, key, data]) =>
      hostBytes.hash(String(algorithm), (key ?? null) as ArrayBuffer | null, data as ArrayBuffer);
    table[OP.randomBytes] = ([size]) => hostBytes.randomBytes(Number(size));
    table[OP.encodeUtf8] = ([text]) => hostBytes.encodeUtf8(String(text));
    table[OP.decodeText] = ([bytes, label, fatal]) =>
      hostBytes.decodeText(bytes as ArrayBuffer, String(label), fatal === true);
    table[OP.isIdle] = () => events.isIdle();
    return table;
  }

  /** Looked up once for all VUs of the thread. */
  private sharedLength(name: string): number | Promise<number> {
    const known = this.shared.get(name);
    if (known !== undefined) return known.length;
    return this.line.ask('shared', JSON.stringify(name), []).then((answer) => {
      if (typeof answer === 'string') return -1;
      const [, texts, offsets] = answer;
      if (!(texts instanceof SharedArrayBuffer) || !(offsets instanceof SharedArrayBuffer)) return -1;
      const view = sharedTexts(texts, offsets);
      this.shared.set(name, view);
      return view.length;
    });
  }

  private startTimer(id: number, milliseconds: number, repeats: boolean): void {
    const start = repeats ? setInterval : setTimeout;
    const fire = () => {
      if (!repeats) this.timers.delete(id);
      this.events.fireTimer(id);
    };
    this.timers.set(id, start(fire, milliseconds));
  }

  private stopTimer(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  private finish(end: string | null, tags: string | null, samples: PackedSamples | null): void {
    if (end?.includes(OUT_OF_MEMORY)) {
      if (samples !== null) this.line.post({ type: 'samples', samples });
      this.events.ranOutOfMemory();
      return;
    }
    this.line.post({
      type: 'end',
      end: end === null ? NOTHING_RETURNED : this.told(JSON.parse(end) as GuestEnd),
      durationMs: performance.now() - this.startedMs,
      tags: tags === null ? null : (JSON.parse(tags) as Tags),
      samples,
    });
  }

  private told(end: GuestEnd): GuestEnd {
    if (end.kind !== 'threw') return end;
    return { ...end, message: withCallee(end.message, end.stack, this.events.codeOf) };
  }

  /** A CommonJS module as a function; the line numbers stay those of the file. */
  private compile(code: string, id: string): Pointer {
    return this.vm.evaluateQuietly(`(function (exports, require, module) {${code}\n})`, id);
  }
}

function packed(defined: unknown, bytes: unknown, size: unknown): PackedSamples {
  return { defined: String(defined), values: new Float64Array(bytes as ArrayBuffer).slice(0, Number(size)) };
}
