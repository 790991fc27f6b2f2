import { lookup } from 'node:dns';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import makeConnector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import type { HttpSettings } from '../vu/vu-backend.ts';
import { overrideAddress } from './host-override.ts';
import { monotonicMs } from './monotonic.ts';

/** Go's defaults: 30 s to dial, idle connections kept for 90 s. */
const DIAL_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 90_000;
/** Of a response, Go's default too. */
const MOST_HEADER_BYTES = 10 * 2 ** 20;

/** Monotonic times of one connection's birth; `null` until they happened. */
export interface ConnectionStamps {
  lookedUp: number | null;
  connected: number | null;
  secured: number | null;
}

/**
 * One keep-alive connection with one request at a time. We own the socket (through undici's `connect`), so the
 * stamps that k6's timings need can be taken on it.
 */
export class Connection {
  readonly client: InstanceType<typeof Client>;
  readonly stamps: ConnectionStamps = { lookedUp: null, connected: null, secured: null };
  socket: Socket | null = null;
  exchanges = 0;

  constructor(origin: string, settings: HttpSettings) {
    this.client = new Client(origin, {
      pipelining: 1,
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
      keepAliveMaxTimeout: IDLE_TIMEOUT_MS,
      connect: this.connector(settings),
    });
  }

  /** Whether another request can go over it. */
  get alive(): boolean {
    return this.socket !== null && !this.socket.destroyed && this.socket.writable && !this.client.destroyed;
  }

  destroy(error?: Error): void {
    // A connect in progress has no callback to undici any more: without this its socket would linger.
    this.client.destroy(error ?? null, () => undefined);
    this.socket?.destroy();
  }

  private connector(settings: HttpSettings): buildConnector.connector {
    const connect = makeConnector({
      timeout: DIAL_TIMEOUT_MS,
      rejectUnauthorized: !settings.insecureSkipTLSVerify,
      // k6 prefers IPv4, where Node would take the resolver's order.
      lookup: (hostname, options, done) => lookup(hostname, { ...options, order: 'ipv4first' }, done),
    } as buildConnector.BuildOptions) as (...args: Parameters<buildConnector.connector>) => Socket;
    return (options, callback) => {
      const isTls = options.protocol === 'https:';
      const port = Number(options.port) || (isTls ? 443 : 80);
      const address = overrideAddress(settings.hosts, options.hostname, port);
      this.watch(
        connect({ ...options, hostname: address.hostname, port: String(address.port) }, callback),
        isTls,
      );
    };
  }

  private watch(socket: Socket, isTls: boolean): void {
    this.socket = socket;
    // Before undici's own listeners, which begin the request.
    socket.prependOnceListener('lookup', () => {
      this.stamps.lookedUp = monotonicMs();
    });
    socket.prependOnceListener('connect', () => {
      this.stamps.connected = monotonicMs();
    });
    if (isTls) {
      (socket as TLSSocket).prependOnceListener('secureConnect', () => {
        this.stamps.secured = monotonicMs();
      });
    }
  }
}
