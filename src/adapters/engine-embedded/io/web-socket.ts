import { WebSocket } from 'ws';
import { joinHeaders } from './header-names.ts';
import { epochMs, monotonicMs } from './monotonic.ts';
import type { WebSocketEvent, WebSocketOpened } from './web-socket-request.ts';

const HANDSHAKE_MS = 60_000;
/** k6 does not wait for the answer to a close at all; one that is on its way still counts here. */
const CLOSE_MS = 1_000;
/** Not given by the other side: what a closed connection without a close frame is called. */
const ABNORMAL = 1006;

export interface WebSocketSettings {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly protocols: readonly string[];
  readonly compresses: boolean;
  readonly rejectUnauthorized: boolean;
}

/** What a socket has to say to the metrics. */
export interface WebSocketMeter {
  connected(connectingMs: number, status: number): void;
  sent(): void;
  received(): void;
  pinged(roundTripMs: number): void;
  ended(durationMs: number, bytesSent: number, bytesReceived: number): void;
}

interface Delivery {
  readonly event: WebSocketEvent;
  readonly bytes: ArrayBuffer | null;
}

/** One web socket: its events wait here until the script asks for them. */
export class OpenWebSocket {
  private readonly socket: WebSocket;
  private readonly meter: WebSocketMeter;
  private readonly startedMs = monotonicMs();
  private readonly pings: number[] = [];
  private waiting: Delivery[] = [];
  private wake: () => void = () => undefined;
  private isOver = false;
  /** The code that the script closes with. */
  private closing: number | null = null;
  readonly opened: Promise<WebSocketOpened>;

  constructor(settings: WebSocketSettings, meter: WebSocketMeter) {
    this.meter = meter;
    // Not literally where it is used: its types do not know `closeTimeout`.
    const options = {
      headers: Object.fromEntries(settings.headers),
      handshakeTimeout: HANDSHAKE_MS,
      closeTimeout: CLOSE_MS,
      perMessageDeflate: settings.compresses,
      rejectUnauthorized: settings.rejectUnauthorized,
      followRedirects: false,
    };
    this.socket = new WebSocket(settings.url, [...settings.protocols], options);
    this.socket.binaryType = 'arraybuffer';
    this.opened = this.handshake(settings.url);
    this.listen();
  }

  /** What has come; waits for the first, but not longer than `waitMs`. */
  async next(waitMs: number | null): Promise<readonly Delivery[]> {
    if (this.waiting.length === 0 && !this.isOver && waitMs !== 0) await this.something(waitMs);
    const delivered = this.waiting;
    this.waiting = [];
    return delivered;
  }

  send(data: string | ArrayBuffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) throw new Error('the web socket is not open');
    this.socket.send(data);
    this.meter.sent();
  }

  ping(): void {
    this.pings.push(monotonicMs());
    this.socket.ping();
  }

  close(code: number, reason: string): void {
    this.closing = code;
    this.socket.close(code, reason);
  }

  /** Without a word to the other side. */
  abort(): void {
    this.socket.terminate();
  }

  private handshake(url: string): Promise<WebSocketOpened> {
    let headers: Record<string, string> = {};
    return new Promise((resolve) => {
      const failed = (status: number, error: string, body = '') =>
        resolve({ url, status, headers, body, error, protocol: '' });
      this.socket.once('upgrade', (response) => {
        headers = headersOf(response.rawHeaders);
      });
      this.socket.once('open', () => {
        this.meter.connected(monotonicMs() - this.startedMs, 101);
        resolve({ url, status: 101, headers, body: '', error: '', protocol: this.socket.protocol });
      });
      this.socket.once('unexpected-response', (request, response) => {
        headers = headersOf(response.rawHeaders);
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          this.meter.connected(monotonicMs() - this.startedMs, response.statusCode ?? 0);
          failed(
            response.statusCode ?? 0,
            'websocket: bad handshake',
            Buffer.concat(chunks).toString('utf8'),
          );
          request.destroy();
          this.end({ type: 'close', code: ABNORMAL, reason: '', atMs: nowMs() });
        });
      });
      this.socket.once('error', (error) => failed(0, error.message));
    });
  }

  private listen(): void {
    const { socket } = this;
    socket.on('message', (data, isBinary) => {
      this.meter.received();
      const bytes = new Uint8Array(data as ArrayBuffer);
      if (isBinary) this.deliver({ type: 'binary', atMs: nowMs() }, bytes.slice().buffer);
      else this.deliver({ type: 'message', text: Buffer.from(bytes).toString('utf8'), atMs: nowMs() });
    });
    socket.on('ping', () => this.deliver({ type: 'ping', atMs: nowMs() }));
    socket.on('pong', () => {
      const sentMs = this.pings.shift();
      if (sentMs !== undefined) this.meter.pinged(monotonicMs() - sentMs);
      this.deliver({ type: 'pong', atMs: nowMs() });
    });
    socket.on('error', (error) => this.deliver({ type: 'error', message: error.message, atMs: nowMs() }));
    socket.on('close', (given, reason) => {
      const code = given === ABNORMAL ? (this.closing ?? given) : given;
      this.end({ type: 'close', code, reason: reason.toString('utf8'), atMs: nowMs() });
    });
  }

  private end(event: WebSocketEvent): void {
    if (this.isOver) return;
    this.isOver = true;
    const { bytesWritten = 0, bytesRead = 0 } = (Reflect.get(this.socket, '_socket') ?? {}) as {
      bytesWritten?: number;
      bytesRead?: number;
    };
    this.meter.ended(monotonicMs() - this.startedMs, bytesWritten, bytesRead);
    this.deliver(event);
  }

  private deliver(event: WebSocketEvent, bytes: ArrayBuffer | null = null): void {
    this.waiting.push({ event, bytes });
    this.wake();
  }

  private something(waitMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = waitMs === null ? undefined : setTimeout(() => this.wake(), waitMs);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = () => undefined;
        resolve();
      };
    });
  }
}

function headersOf(raw: readonly string[]): Record<string, string> {
  const pairs = Array.from({ length: raw.length / 2 }, (_, index): [string, string] => [
    raw[2 * index] ?? '',
    raw[2 * index + 1] ?? '',
  ]);
  return joinHeaders(pairs);
}

function nowMs(): number {
  return epochMs(monotonicMs());
}
