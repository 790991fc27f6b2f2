import type { VuStart } from '../../guest/guest-host.ts';
import type { NativeEntries } from '../../guest/quickjs/native-entries.ts';
import { looksCommonJs } from '../../loader/cjs-source.ts';
import type { InitFailure } from '../../loader/init-failure.ts';
import type { LoadedModule } from '../../loader/script-sources.ts';
import type { FromGuest, GuestStart, ToGuest } from '../line/messages.ts';
import { NEVER_SETTLES } from '../never-settles.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import { type EngineParts, freshVu } from './engine-parts.ts';
import { initFailureOf } from './init-error.ts';
import { LinePort } from './line-port.ts';
import { NativeOps } from './native-ops.ts';
import { GuestThrow, type QuickJs } from './quickjs.ts';
import type { Pointer } from './wasm-exports.ts';

/** A VU in an instance of QuickJS: entries one after the other, each suspended while the script blocks. */
export class NativeVu {
  private readonly start: GuestStart;
  private readonly parts: EngineParts;
  private readonly line: LinePort;
  private readonly ops: NativeOps;
  private readonly vm: QuickJs;
  private readonly rejections = new Map<number, Pointer>();
  private readonly onGone: (reason: string) => void;
  private tail: Promise<void> = Promise.resolve();
  private sliceStartMs = 0;
  private isOver = false;
  private isReady = false;
  /** While a call is being ended from here, nothing interrupts that. */
  private isUnwinding = false;
  private hasComputedTooLong = false;

  constructor(
    post: (message: FromGuest) => void,
    start: GuestStart,
    parts: EngineParts,
    onGone: (reason: string) => void,
  ) {
    this.start = start;
    this.parts = parts;
    this.onGone = onGone;
    this.line = new LinePort(post, start.signal);
    this.vm = freshVu(parts, {
      call: (op, values) => this.ops.perform(op, values),
      interrupt: () => this.interrupt(),
      resolve: (specifier, referrer) => this.resolve(specifier, referrer),
      source: (name) => parts.modules.source(name, parts.guest.builtins),
      rejection: (promise, reason, isHandled) => this.noteRejection(promise, reason, isHandled),
    });
    const metrics: MetricDeclaration[] = [];
    this.ops = new NativeOps(this.vm, this.line, parts.shared, {
      metrics,
      fireTimer: (id) => this.later('fireTimer', id),
      answer: (id, answer) => this.later('answer', id, answer),
      isIdle: () => !this.vm.hasJobs && this.rejections.size === 0,
      ranOutOfMemory: () => this.end('it ran out of memory'),
      resumed: () => {
        this.sliceStartMs = performance.now();
      },
      codeOf: (id) => parts.modules.code(id),
    });
    this.enqueue(() => this.init(metrics));
  }

  /** Ends the VU; the instance is not used again. */
  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.ops.stopTimers();
    this.line.close();
  }

  private end(reason: string): void {
    if (this.isOver) return;
    this.close();
    this.onGone(reason);
  }

  /** A message of the main thread. */
  take(message: ToGuest): void {
    switch (message.type) {
      case 'answer':
        this.line.take(message);
        break;
      case 'stop':
        this.line.stop();
        this.later('stop');
        break;
      case 'call':
        this.enqueue(async () => {
          this.ops.callStarts();
          await this.enter('run', message.facts, message.data, ...message.counters);
        });
    }
  }

  /** Becomes its VU, then runs the script's init code, and reports how that went. */
  private async init(metrics: MetricDeclaration[]): Promise<void> {
    try {
      this.sliceStartMs = performance.now();
      await this.begin();
      const describe = await this.evaluate(this.start.entry);
      this.isReady = true;
      this.line.post({ type: 'ready', describe, metrics });
    } catch (error) {
      this.line.post({ type: 'failed', failure: await this.initFailure(error) });
    }
  }

  private async begin(): Promise<void> {
    const { vu, env, options, throwsByDefault } = this.start;
    await this.callEntry('begin', JSON.stringify({ vu, env, options, throwsByDefault } satisfies VuStart));
  }

  /** @returns the description of the script */
  private async evaluate(entry: string): Promise<string> {
    const name = await this.resolve(entry, '');
    const code = this.parts.modules.code(name) ?? '';
    if (looksCommonJs(code)) {
      await this.callEntry('runCommonJs', name, code);
      await this.settle(true);
      return String(await this.callEntry('endInit'));
    }
    const { vm } = this;
    const evaluation = await vm.runModule(this.parts.modules.script(name), name);
    await this.settle(true);
    const { state, result } = vm.promise(evaluation);
    if (state === 'rejected') throw new GuestThrow(result);
    if (state === 'pending') throw new Error(NEVER_SETTLES);
    const described = await vm.call(this.entry('endInit'), result);
    return String(vm.values.toHost(described));
  }

  private async initFailure(error: unknown): Promise<InitFailure> {
    const thrown =
      error instanceof GuestThrow
        ? JSON.parse(await this.describe(error.value))
        : { name: 'Error', message: String((error as Error).message), stack: '' };
    return initFailureOf(thrown, this.parts.modules);
  }

  private async describe(value: Pointer): Promise<string> {
    return String(this.vm.values.toHost(await this.vm.call(this.entry('describeError'), value)));
  }

  private resolve(specifier: string, referrer: string): string | Promise<string> {
    const { modules } = this.parts;
    const known = modules.known(specifier, referrer);
    if (known !== undefined) return known;
    const json = JSON.stringify({ specifier, referrer, as: 'esm' });
    return this.line.ask('module', json, []).then((answer) => {
      if (typeof answer === 'string') throw new Error(answer);
      return modules.add(specifier, referrer, JSON.parse(String(answer[0])) as LoadedModule);
    });
  }

  private later(name: keyof NativeEntries, ...values: unknown[]): void {
    this.enqueue(() => this.enter(name, ...values));
  }

  private enqueue(work: () => Promise<void>): void {
    this.tail = this.tail.then(async () => {
      if (this.isOver) return;
      try {
        await work();
      } catch (error) {
        // A trap, or a stack of WebAssembly that overflowed: what the instance would do next is anyone's guess.
        this.end(error instanceof RangeError ? 'its stack overflowed' : reasonOf(error));
      }
    });
  }

  private async enter(name: keyof NativeEntries, ...values: unknown[]): Promise<void> {
    this.sliceStartMs = performance.now();
    try {
      await this.settle(await this.callEntry(name, ...values));
    } catch (error) {
      if (!(error instanceof GuestThrow)) throw error;
      await this.unwind(error);
    }
  }

  /** Code of the guest was ended from outside, or ran out of memory in the library: the call ends. */
  private async unwind(error: GuestThrow): Promise<void> {
    this.isUnwinding = true;
    try {
      if (this.hasComputedTooLong) {
        this.hasComputedTooLong = false;
        const reason = this.vm.values.toGuest(computedTooLong(this.parts.longestSliceMs));
        await this.vm.call(this.entry('rejected'), reason);
      } else if (this.line.isStopped) await this.callEntry('stop');
      else await this.vm.call(this.entry('rejected'), error.value);
      await this.settle(true);
    } finally {
      this.isUnwinding = false;
    }
  }

  private async callEntry(name: keyof NativeEntries, ...values: unknown[]): Promise<unknown> {
    const { vm } = this;
    const pointers = values.map((value) => vm.values.toGuest(value));
    const result = await vm.call(this.entry(name), ...pointers);
    const answer = vm.values.toHost(result);
    vm.free(result, ...pointers);
    return answer;
  }

  private entry(name: keyof NativeEntries): Pointer {
    return this.parts.guest.entries[name];
  }

  /** Runs promise jobs, and what waits for their end, until there is nothing left of either. */
  private async settle(isWaiting: unknown): Promise<void> {
    let waits = isWaiting === true;
    while (waits || this.vm.hasJobs || this.rejections.size > 0) {
      while (this.vm.hasJobs) await this.vm.runJob();
      if (this.rejections.size > 0) await this.reportRejections();
      waits = (await this.callEntry('afterJobs')) === true;
    }
  }

  private async reportRejections(): Promise<void> {
    for (const [promise, reason] of [...this.rejections]) {
      this.rejections.delete(promise);
      const result = await this.vm.call(this.entry('rejected'), reason);
      this.vm.free(result, reason);
    }
  }

  private noteRejection(promise: number, reason: Pointer, isHandled: boolean): void {
    const noted = this.rejections.get(promise);
    if (noted !== undefined) this.vm.free(noted);
    this.rejections.delete(promise);
    if (isHandled) this.vm.free(reason);
    else this.rejections.set(promise, reason);
  }

  private interrupt(): boolean {
    if (this.isUnwinding) return false;
    if (this.line.isStopped) return true;
    // Init code may read large files; how long it may take has a limit of its own.
    if (!this.isReady || performance.now() - this.sliceStartMs < this.parts.longestSliceMs) return false;
    this.hasComputedTooLong = true;
    return true;
  }
}

function computedTooLong(limitMs: number): string {
  return `the script computed for ${limitMs / 1_000} s without a pause, which is the limit here: other virtual users share the thread`;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `its engine failed: ${message}`;
}
