import { HttpSession } from '../../io/http-session.ts';
import type {
  CallEnd,
  CallResult,
  EngineSample,
  HttpSettings,
  Tags,
  Vu,
  VuCall,
  VuHost,
} from '../vu-backend.ts';
import type { FromWorker } from './messages.ts';
import type { RunningThread } from './start-thread.ts';

/** How long a script may take to unwind by itself before its thread is ended. */
const UNWIND_MS = 100;

/** Makes a thread for this VU and waits for its init code. */
export type ThreadMaker = (
  session: HttpSession,
  onMessage: (message: FromWorker) => void,
) => Promise<RunningThread>;

interface RunningCall {
  readonly call: VuCall;
  readonly startedMs: number;
  isInterrupted: boolean;
  settle(result: CallResult): void;
}

/** A VU in a thread of its own. The HTTP session is the VU's and outlives a thread that had to be replaced. */
export class WorkerVu implements Vu {
  readonly id: number;
  private readonly host: VuHost;
  private readonly makeThread: ThreadMaker;
  private readonly session: HttpSession;
  private thread: RunningThread | null = null;
  private running: RunningCall | null = null;

  constructor(id: number, http: HttpSettings, host: VuHost, makeThread: ThreadMaker) {
    this.id = id;
    this.host = host;
    this.makeThread = makeThread;
    this.session = new HttpSession(http, (samples) => this.emit(samples));
  }

  /** Starts its thread. @throws GateError SCRIPT_INVALID when the init code fails in this VU. */
  async start(): Promise<void> {
    const thread = await this.makeThread(this.session, (message) => this.onMessage(message));
    this.thread = thread;
    thread.gone.then((reason) => this.onGone(thread, reason));
  }

  async call(call: VuCall): Promise<CallResult> {
    if (this.thread === null) await this.start();
    return new Promise((settle) => {
      this.running = { call, startedMs: performance.now(), isInterrupted: false, settle };
      this.session.begin();
      this.thread?.thread.setStopped(false);
      this.thread?.thread.post({ type: 'call', call: JSON.stringify(call) });
    });
  }

  interrupt(): void {
    const { running, thread } = this;
    if (running === null || running.isInterrupted || thread === null) return;
    running.isInterrupted = true;
    thread.thread.setStopped(true);
    thread.thread.post({ type: 'stop' });
    this.session.abort();
    // Blocking calls return at once now; a script that computes, or goes on regardless, loses its thread.
    setTimeout(() => {
      if (this.running === running) void thread.thread.terminate();
    }, UNWIND_MS);
  }

  async dispose(): Promise<void> {
    this.session.close();
    const { thread } = this;
    this.thread = null;
    await thread?.thread.terminate();
  }

  private onMessage(message: FromWorker): void {
    switch (message.type) {
      case 'samples':
        this.emit(message.samples);
        break;
      case 'log':
        this.host.log(message.level, message.line);
        break;
      case 'testFailed':
        this.host.markFailed(message.message);
        break;
      case 'dropJar':
        this.session.jars.drop(message.id);
        break;
      case 'end':
        this.emit(message.samples);
        this.finish(message.end, message.durationMs, message.tags);
        break;
      default:
    }
  }

  private onGone(thread: RunningThread, reason: string): void {
    if (this.thread === thread) this.thread = null;
    const { running } = this;
    if (running === null) return;
    const tags = { ...running.call.tags, group: running.call.group };
    this.finish(
      { kind: 'died', message: `VU ${this.id}: ${reason}` },
      performance.now() - running.startedMs,
      tags,
    );
  }

  private finish(end: CallEnd, durationMs: number, tags: Tags): void {
    const { running } = this;
    this.running = null;
    // Requests that nobody waits for any more, after a throw.
    this.session.abort();
    running?.settle({
      end: running.isInterrupted ? { kind: 'interrupted' } : end,
      durationMs,
      traffic: this.session.traffic(),
      tags,
    });
  }

  private emit(samples: readonly EngineSample[]): void {
    if (samples.length > 0 && this.running !== null && !this.running.isInterrupted) this.host.emit(samples);
  }
}
