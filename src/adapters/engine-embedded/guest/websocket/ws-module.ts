import { callOf, type GuestState } from '../guest-state.ts';
import { bytesOf } from '../host-json.ts';
import { openRequest, type SocketEvent, SocketLine } from './socket-line.ts';

type Handler = (...values: unknown[]) => unknown;

interface SocketTimer {
  dueMs: number;
  readonly intervalMs: number | null;
  readonly handler: Handler;
}

/** The module `k6/ws`: one socket at a time, its handlers run while `connect` blocks. */
export function makeWsModule(state: GuestState): Record<string, unknown> {
  return {
    connect: (url: unknown, ...rest: unknown[]) => {
      const [params, callback] = rest.length > 1 ? rest : [null, rest[0]];
      return connect(state, url, params, callback);
    },
  };
}

function connect(state: GuestState, url: unknown, params: unknown, callback: unknown): object {
  callOf(state, 'ws.connect()');
  if (typeof callback !== 'function')
    throw new TypeError('ws.connect() wants a function as its last argument');
  const line = new SocketLine(state);
  const { protocol: _, ...response } = line.open(openRequest(state, url, params, []));
  if (response.error !== '') {
    if (state.start.throwsByDefault) throw new Error(`ws.connect ${response.url}: ${response.error}`);
    state.host.log('warn', `Attempt to establish a WebSocket connection failed: ${response.error}`);
    return response;
  }
  const socket = new Socket(state, line);
  try {
    callback(socket);
    socket.run();
  } finally {
    socket.abandon();
  }
  return response;
}

/** The socket that the callback of `connect` gets. */
class Socket {
  readonly #line: SocketLine;
  readonly #now: () => number;
  readonly #handlers = new Map<string, Handler[]>();
  readonly #timers = new Set<SocketTimer>();
  #isOpen = true;

  constructor(state: GuestState, line: SocketLine) {
    this.#line = line;
    this.#now = () => state.host.now();
  }

  on(event: unknown, handler: unknown): void {
    if (typeof handler !== 'function') throw new TypeError(`socket.on("${String(event)}") wants a function`);
    this.#handlers.set(String(event), [...(this.#handlers.get(String(event)) ?? []), handler as Handler]);
  }

  send(data: unknown): void {
    this.#line.send(String(data));
  }

  sendBinary(data: unknown): void {
    const bytes = bytesOf(data);
    if (bytes === null) throw new TypeError('socket.sendBinary() wants an ArrayBuffer');
    this.#line.send(bytes.slice().buffer);
  }

  ping(): void {
    this.#line.ping();
  }

  setTimeout(handler: unknown, delay: unknown): void {
    this.#timer(handler, delay, false);
  }

  setInterval(handler: unknown, delay: unknown): void {
    this.#timer(handler, delay, true);
  }

  close(code?: unknown): void {
    if (!this.#isOpen) return;
    this.#line.close(code === undefined ? 1000 : Number(code), '');
  }

  /** Runs handlers until the socket is closed. */
  run(): void {
    this.#emit('open');
    while (this.#isOpen) {
      const waitMs = this.#nextDueMs();
      for (const event of this.#line.next(waitMs)) this.#handle(event);
      this.#fireTimers();
    }
  }

  /** After a throw: nobody listens any more. */
  abandon(): void {
    if (this.#isOpen) this.close(1001);
    this.#isOpen = false;
  }

  #timer(handler: unknown, delay: unknown, repeats: boolean): void {
    if (typeof handler !== 'function') throw new TypeError('a timer of a socket wants a function');
    const delayMs = Number(delay);
    if (!(delayMs > 0))
      throw new TypeError(`a timer of a socket wants a delay above 0, got ${String(delay)}`);
    const timer = {
      dueMs: this.#now() + delayMs,
      intervalMs: repeats ? delayMs : null,
      handler: handler as Handler,
    };
    this.#timers.add(timer);
  }

  #nextDueMs(): number | null {
    if (this.#timers.size === 0) return null;
    return Math.max(0, Math.ceil(Math.min(...[...this.#timers].map(({ dueMs }) => dueMs)) - this.#now()));
  }

  #fireTimers(): void {
    for (const timer of [...this.#timers]) {
      if (!this.#isOpen || timer.dueMs > this.#now()) continue;
      if (timer.intervalMs === null) this.#timers.delete(timer);
      else timer.dueMs += timer.intervalMs;
      timer.handler();
    }
  }

  #handle({ event, bytes }: SocketEvent): void {
    switch (event.type) {
      case 'message':
        this.#emit('message', event.text);
        break;
      case 'binary':
        this.#emit('binaryMessage', bytes);
        break;
      case 'error':
        this.#emit('error', { error: () => event.message });
        break;
      case 'close':
        this.#isOpen = false;
        this.#emit('close', event.code);
        break;
      default:
        this.#emit(event.type);
        break;
    }
  }

  #emit(name: string, ...values: unknown[]): void {
    for (const handler of this.#handlers.get(name) ?? []) handler(...values);
  }
}
