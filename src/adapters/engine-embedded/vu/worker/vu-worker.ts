import vm from 'node:vm';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { GuestControl, GuestEnd, GuestHost } from '../../guest/guest-host.ts';
import type { InitFailure } from '../../loader/init-failure.ts';
import type { LoadedModule as ServedModule } from '../../loader/script-sources.ts';
import type { ToGuest } from '../line/messages.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import { yieldToMain } from '../yield-to-main.ts';
import { GuestScript } from './guest-script.ts';
import { MailboxReader } from './mailbox.ts';
import { MainPort } from './main-port.ts';
import { ModuleGraph, ModuleSyntaxError } from './module-graph.ts';
import { makeWorkerHost } from './worker-host.ts';
import type { WorkerStart } from './worker-thread.ts';

/** One VU in its own thread: k6's globals in a realm of their own, the script's modules in it, calls one by one. */
class VuWorker {
  private readonly start: WorkerStart;
  private readonly port: MainPort;
  private readonly script: GuestScript;
  private readonly control: GuestControl;
  private readonly graph: ModuleGraph;
  private readonly metrics: MetricDeclaration[] = [];
  private startedMs = 0;
  private isIdle = true;

  constructor(port: MessagePort, start: WorkerStart) {
    this.start = start;
    const line = { port, mailbox: new MailboxReader(start.mailbox), signal: new Int32Array(start.signal) };
    this.port = new MainPort(line, (order) => {
      if (order.type === 'call') this.run(order);
      else this.control.stop();
    });
    const context = vm.createContext({}, { codeGeneration: { strings: true, wasm: false } });
    this.script = new GuestScript(start.compiled);
    this.control = this.script.start(context, this.makeHost());
    this.control.begin(start);
    this.graph = new ModuleGraph(context, this.control, (...wanted) => this.serveModule(...wanted));
    process.on('unhandledRejection', (reason) => this.control.rejected(reason));
  }

  /** Evaluates the script's init code and reports how that went. */
  async init(): Promise<void> {
    try {
      this.control.endInit(await this.graph.evaluate(this.start.entry));
      this.port.post({
        type: 'ready',
        describe: this.control.describe(),
        metrics: this.metrics,
        ...(this.start.compiled === null ? { compiled: this.script.compiled() } : {}),
      });
      this.awaitOrder();
    } catch (error) {
      this.port.post({ type: 'failed', failure: initFailureOf(error) });
    }
  }

  private makeHost(): GuestHost {
    return makeWorkerHost({
      port: this.port,
      metrics: this.metrics,
      control: () => this.control,
      require: (specifier, referrer) => this.graph.require(specifier, referrer),
      finish: (end) => this.finish(end),
    });
  }

  private run({ facts, counters, data }: Extract<ToGuest, { type: 'call' }>): void {
    this.isIdle = false;
    this.startedMs = performance.now();
    this.control.run(facts, counters, data);
  }

  private finish(end: GuestEnd): void {
    this.isIdle = true;
    const durationMs = performance.now() - this.startedMs;
    const shown = end.kind === 'threw' ? { ...end, stack: scriptFrames(end.stack) } : end;
    const samples = this.port.takeSamples();
    this.port.post({ type: 'end', end: shown, durationMs, tags: this.control.tags(), samples });
    this.awaitOrder();
  }

  /** The call may have left promise jobs and rejections behind: they are done before the thread sleeps. */
  private awaitOrder(): void {
    setImmediate(() => {
      // The next call may have come by the event loop meanwhile.
      if (this.isIdle) this.port.awaitOrder();
    });
  }

  private serveModule(specifier: string, referrer: string, as: 'esm' | 'cjs'): ServedModule {
    const answer = this.port.ask('module', JSON.stringify({ specifier, referrer, as }), []);
    if (!answer.ok) throw new Error(answer.message);
    return JSON.parse(answer.json);
  }
}

function initFailureOf(error: unknown): InitFailure {
  if (error instanceof ModuleSyntaxError) {
    const module = { id: error.id, code: error.code };
    return {
      kind: 'syntax',
      message: error.message.replace(/^(SyntaxError: )?/, 'SyntaxError: '),
      stack: '',
      module,
    };
  }
  const { name, message, stack } = (error ?? {}) as Partial<Error>;
  const text = message === undefined ? String(error) : `${name ?? 'Error'}: ${message}`;
  const frames = scriptFrames(stack ?? '');
  return {
    kind: frames === '' && name === 'SyntaxError' ? 'link' : 'threw',
    message: text,
    stack: frames,
    module: null,
  };
}

/** Frames of the script's own files; those of this file, which is CommonJS, have no URL. */
function scriptFrames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.includes('file://'))
    .join('\n');
}

yieldToMain();
if (parentPort !== null) void new VuWorker(parentPort, workerData).init();
