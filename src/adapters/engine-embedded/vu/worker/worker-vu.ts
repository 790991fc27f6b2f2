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
  /** Data that the thread has already; `undefined` for none. */
  private sentData: string | null | undefined;

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
    this.sentData = undefined;
    thread.gone.then((reason) => this.onGone(thread, reason));
  }

  call(call: VuCall): Promise<CallResult> {
    return new Promise((settle) => {
      const running = { call, startedMs: performance.now(), isInterrupted: false, settle };
      this.running = running;
      this.session.begin();
      if (this.thread !== null) this.send(this.thread, running);
      else void this.sendToFreshThread(running);
    });
  }

  interrupt(): void {
    const { running, thread } = this;
    if (running === null || running.isInterrupted) return;
    running.isInterrupted = true;
    if (thread === null) return;
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

  private send(thread: RunningThread, { call: { data, ...call } }: RunningCall): void {
    thread.thread.setStopped(false);
    const isSame = this.sentData !== undefined && this.sentData === data;
    this.sentData = data;
    thread.thread.post({ type: 'call', call: JSON.stringify(call), ...(isSame ? {} : { data }) });
  }

  private async sendToFreshThread(running: RunningCall): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      return this.finish(
        died(this.id, error instanceof Error ? error.message : String(error)),
        0,
        callTags(running),
      );
    }
    if (running.isInterrupted) this.finish({ kind: 'interrupted' }, 0, callTags(running));
    else if (this.thread !== null) this.send(this.thread, running);
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
    this.finish(died(this.id, reason), performance.now() - running.startedMs, callTags(running));
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

function died(id: number, reason: string): CallEnd {
  return { kind: 'died', message: `VU ${id}: ${reason}` };
}

function callTags({ call }: RunningCall): Tags {
  return { ...call.tags, group: call.group };
}
