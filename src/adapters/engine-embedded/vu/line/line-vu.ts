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
import type { FromGuest } from './messages.ts';
import { SentFacts } from './sent-facts.ts';
import { SeriesTable } from './series-table.ts';
import type { RunningGuest } from './start-line.ts';

/** How long a script may take to unwind by itself before its guest is ended. */
const UNWIND_MS = 100;

/** Makes a guest for this VU and waits for its init code. */
export type GuestMaker = (
  session: HttpSession,
  onMessage: (message: FromGuest) => void,
) => Promise<RunningGuest>;

interface RunningCall {
  readonly call: VuCall;
  readonly startedMs: number;
  isInterrupted: boolean;
  settle(result: CallResult): void;
}

/** A VU whose guest runs elsewhere. The HTTP session is the VU's and outlives a guest that had to be replaced. */
export class LineVu implements Vu {
  readonly id: number;
  private readonly host: VuHost;
  private readonly makeGuest: GuestMaker;
  private readonly session: HttpSession;
  private series = new SeriesTable();
  private readonly sent = new SentFacts();
  private guest: RunningGuest | null = null;
  private running: RunningCall | null = null;

  constructor(id: number, http: HttpSettings, host: VuHost, makeGuest: GuestMaker) {
    this.id = id;
    this.host = host;
    this.makeGuest = makeGuest;
    this.session = new HttpSession(http, (samples) => this.emit(samples));
  }

  /** Starts its guest. @throws GateError SCRIPT_INVALID when the init code fails in this VU. */
  async start(): Promise<void> {
    this.series = new SeriesTable();
    this.sent.clear();
    const guest = await this.makeGuest(this.session, (message) => this.onMessage(message));
    this.guest = guest;
    guest.gone.then((reason) => this.onGone(guest, reason));
  }

  call(call: VuCall): Promise<CallResult> {
    return new Promise((settle) => {
      const running = { call, startedMs: performance.now(), isInterrupted: false, settle };
      this.running = running;
      this.session.begin();
      if (this.guest !== null) this.send(this.guest, running);
      else void this.sendToFreshGuest(running);
    });
  }

  interrupt(): void {
    const { running, guest } = this;
    if (running === null || running.isInterrupted) return;
    running.isInterrupted = true;
    if (guest === null) return;
    guest.line.setStopped(true);
    guest.line.post({ type: 'stop' });
    this.session.abort();
    // Blocking calls return at once now; a script that computes, or goes on regardless, loses its guest.
    setTimeout(() => {
      if (this.running === running) void guest.line.terminate();
    }, UNWIND_MS);
  }

  async dispose(): Promise<void> {
    this.session.close();
    const { guest } = this;
    this.guest = null;
    await guest?.line.terminate();
  }

  private send(guest: RunningGuest, { call }: RunningCall): void {
    guest.line.setStopped(false);
    const { iteration, iterationInScenario, iterationInInstance, iterationInTest } = call;
    const counters = [iteration, iterationInScenario, iterationInInstance, iterationInTest] as const;
    guest.line.post({ type: 'call', counters, ...this.sent.newOf(call) });
  }

  private async sendToFreshGuest(running: RunningCall): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      return this.finish(died(this.id, error instanceof Error ? error.message : String(error)), 0, null);
    }
    if (running.isInterrupted) this.finish({ kind: 'interrupted' }, 0, null);
    else if (this.guest !== null) this.send(this.guest, running);
  }

  private onMessage(message: FromGuest): void {
    switch (message.type) {
      case 'samples':
        this.emit(this.series.unpack(message.samples));
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
        if (message.samples !== null) this.emit(this.series.unpack(message.samples));
        this.finish(message.end, message.durationMs, message.tags);
        break;
      default:
    }
  }

  private onGone(guest: RunningGuest, reason: string): void {
    if (this.guest === guest) this.guest = null;
    const { running } = this;
    if (running === null) return;
    this.finish(died(this.id, reason), performance.now() - running.startedMs, null);
  }

  /** `tags`: `null` for those of the call. */
  private finish(end: CallEnd, durationMs: number, tags: Tags | null): void {
    const { running } = this;
    if (running === null) return;
    this.running = null;
    // Requests that nobody waits for any more, after a throw.
    this.session.abort();
    running.settle({
      end: running.isInterrupted ? { kind: 'interrupted' } : end,
      durationMs,
      waitedMs: Math.max(0, performance.now() - running.startedMs - durationMs),
      traffic: this.session.traffic(),
      tags: tags ?? this.sent.tags(running.call),
    });
  }

  private emit(samples: readonly EngineSample[]): void {
    if (samples.length > 0 && this.running !== null && !this.running.isInterrupted) this.host.emit(samples);
  }
}

function died(id: number, reason: string): CallEnd {
  return { kind: 'died', message: `VU ${id}: ${reason}` };
}
