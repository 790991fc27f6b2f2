import type { WebSocketOpened } from '../../io/web-socket-request.ts';
import type { CallLoop } from '../call-loop.ts';
import { callOf, type GuestState } from '../guest-state.ts';
import { bytesOf } from '../host-json.ts';
import { makeBlobClass } from './blob.ts';
import { openRequest, type SocketEvent, SocketLine } from './socket-line.ts';

type Listener = (event: Record<string, unknown>) => unknown;

const STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;
const EVENTS = ['open', 'message', 'error', 'close', 'ping', 'pong'];

/** The module `k6/websockets`: sockets in the event loop of the iteration, several at a time. */
export function makeWebSocketsModule(state: GuestState, loop: CallLoop): Record<string, unknown> {
  const Blob = makeBlobClass(state);
  class WebSocket {
    readonly url: string;
    readonly #line: SocketLine;
    readonly #listeners = new Map<string, Listener[]>();
    #state: number = STATES.CONNECTING;
    #protocol = '';
    binaryType: 'blob' | 'arraybuffer' = 'blob';
    bufferedAmount = 0;

    constructor(url: unknown, protocols?: unknown, params?: unknown) {
      callOf(state, 'new WebSocket()');
      this.url = String(url);
      this.#line = new SocketLine(state);
      const wanted = Array.isArray(protocols) ? protocols.map(String) : protocols ? [String(protocols)] : [];
      this.#line.openLater(openRequest(state, url, params, wanted), loop, (opened) => {
        this.#handshakeDone(opened);
      });
    }

    #handshakeDone({ error, protocol }: WebSocketOpened): void {
      if (error !== '') {
        this.#fail(error);
        return;
      }
      this.#state = STATES.OPEN;
      this.#protocol = protocol;
      this.#emit('open', {});
      this.#listen();
    }

    get readyState(): number {
      return this.#state;
    }

    get protocol(): string {
      return this.#protocol;
    }

    get extensions(): string {
      return '';
    }

    addEventListener(event: unknown, listener: unknown): void {
      const name = String(event);
      if (!EVENTS.includes(name)) throw new Error(`WebSocket: unknown event "${name}"`);
      if (typeof listener !== 'function')
        throw new TypeError(`WebSocket: the listener of "${name}" is no function`);
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener as Listener]);
    }

    send(data: unknown): void {
      if (this.#state !== STATES.OPEN) throw new Error('InvalidStateError: the web socket is not open');
      const bytes = typeof data === 'string' ? null : bytesOf(data);
      if (typeof data === 'string') this.#line.send(data);
      else if (bytes !== null) this.#line.send(bytes.slice().buffer);
      else if (data instanceof Blob) this.#sendBlob(data);
      else throw new TypeError('WebSocket.send() wants text, bytes or a Blob');
    }

    ping(): void {
      if (this.#state !== STATES.OPEN) throw new Error('InvalidStateError: the web socket is not open');
      this.#line.ping();
    }

    close(code: unknown = 1000, reason: unknown = ''): void {
      if (this.#state >= STATES.CLOSING) return;
      this.#state = STATES.CLOSING;
      this.#line.close(Number(code), String(reason));
    }

    #sendBlob(blob: InstanceType<typeof Blob>): void {
      const settle = loop.begin();
      void blob.arrayBuffer().then((buffer) => settle(() => this.#line.send(buffer)));
    }

    #listen(): void {
      this.#line.nextLater(loop, (events) => {
        for (const event of events) this.#handle(event);
        if (this.#state !== STATES.CLOSED) this.#listen();
      });
    }

    #handle({ event, bytes }: SocketEvent): void {
      const timestamp = event.atMs;
      switch (event.type) {
        case 'message':
          this.#emit('message', { data: event.text, timestamp });
          break;
        case 'binary': {
          const data = this.binaryType === 'blob' ? new Blob([bytes]) : bytes;
          this.#emit('message', { data, timestamp });
          break;
        }
        case 'error':
          this.#emit('error', { error: event.message, timestamp });
          break;
        case 'close':
          this.#state = STATES.CLOSED;
          this.#emit('close', { code: event.code, reason: event.reason, timestamp });
          break;
        default:
          this.#emit(event.type, { timestamp });
          break;
      }
    }

    #fail(error: string): void {
      this.#state = STATES.CLOSED;
      this.#emit('error', { error });
      this.#emit('close', { code: 1006, reason: '' });
    }

    #emit(type: string, members: Record<string, unknown>): void {
      const event = { type, timestamp: state.host.now(), ...members };
      const own: unknown = Reflect.get(this, `on${type}`);
      if (typeof own === 'function') Reflect.apply(own, this, [event]);
      for (const listener of this.#listeners.get(type) ?? []) listener(event);
    }
  }
  for (const [name, value] of Object.entries(STATES)) {
    Object.defineProperty(WebSocket, name, { value, enumerable: true });
    Object.defineProperty(WebSocket.prototype, name, { value, enumerable: true });
  }
  return { WebSocket, Blob };
}
