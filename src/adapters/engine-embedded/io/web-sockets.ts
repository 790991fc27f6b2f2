import type { EngineSample, HttpSettings, Tags } from '../vu/vu-backend.ts';
import type { CookieJars } from './cookie-jars.ts';
import { epochMs, monotonicMs } from './monotonic.ts';
import { OpenWebSocket, type WebSocketMeter } from './web-socket.ts';
import type { WebSocketEvent, WebSocketRequest } from './web-socket-request.ts';

export interface WebSocketAnswer {
  readonly value: unknown;
  readonly bodies: readonly ArrayBuffer[];
}

export interface WebSocketsContext {
  readonly settings: HttpSettings;
  readonly jars: CookieJars;
  emit(samples: readonly EngineSample[]): void;
  count(sent: number, received: number): void;
}

type OpenRequest = Extract<WebSocketRequest, { do: 'open' }>;

const NOTHING: WebSocketAnswer = { value: null, bodies: [] };

/** The web sockets of one VU by the numbers that its script gave them. */
export class WebSockets {
  private readonly context: WebSocketsContext;
  private readonly sockets = new Map<number, OpenWebSocket>();

  constructor(context: WebSocketsContext) {
    this.context = context;
  }

  /** @throws Error for a socket that is not open */
  async answer(request: WebSocketRequest, bytes: ArrayBuffer | null): Promise<WebSocketAnswer> {
    if (request.do === 'open') return this.open(request);
    const socket = this.sockets.get(request.socket);
    if (socket === undefined) throw new Error('the web socket is closed');
    switch (request.do) {
      case 'next':
        return this.next(request.socket, socket, request.waitMs);
      case 'send':
        socket.send(request.text ?? bytes ?? '');
        return NOTHING;
      case 'ping':
        socket.ping();
        return NOTHING;
      case 'close':
        socket.close(request.code, request.reason);
        return NOTHING;
    }
  }

  abort(): void {
    for (const socket of this.sockets.values()) socket.abort();
    this.sockets.clear();
  }

  private async open(request: OpenRequest): Promise<WebSocketAnswer> {
    const { settings } = this.context;
    const meter = this.meterOf(request);
    try {
      const socket = new OpenWebSocket(
        {
          url: request.url,
          headers: this.headersOf(request),
          protocols: request.protocols,
          compresses: request.compresses,
          rejectUnauthorized: !settings.insecureSkipTLSVerify,
        },
        meter,
      );
      this.sockets.set(request.socket, socket);
      return { value: await socket.opened, bodies: [] };
    } catch (error) {
      // An address or a header that the client does not take.
      const message = error instanceof Error ? error.message : String(error);
      const refused = { url: request.url, status: 0, headers: {}, body: '', error: message, protocol: '' };
      return { value: refused, bodies: [] };
    }
  }

  private async next(id: number, socket: OpenWebSocket, waitMs: number | null): Promise<WebSocketAnswer> {
    const delivered = await socket.next(waitMs);
    const events: readonly WebSocketEvent[] = delivered.map(({ event }) => event);
    if (events.some(({ type }) => type === 'close')) this.sockets.delete(id);
    return { value: events, bodies: delivered.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])) };
  }

  private headersOf({ url, headers, jar }: OpenRequest): readonly (readonly [string, string])[] {
    const given = new Set(headers.map(([name]) => name.toLowerCase()));
    const { userAgent } = this.context.settings;
    const agent = given.has('user-agent') || userAgent === '' ? [] : [['User-Agent', userAgent] as const];
    const cookies = this.context.jars
      .jar(jar)
      .cookiesFor(new URL(url.replace(/^ws/i, 'http')), epochMs(monotonicMs()))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    return [
      ...agent,
      ...headers,
      ...(cookies === '' || given.has('cookie') ? [] : [['Cookie', cookies] as const]),
    ];
  }

  private meterOf({ url, tags, metadata }: OpenRequest): WebSocketMeter {
    let status = '';
    const emit = (...values: readonly (readonly [metric: string, value: number])[]) => {
      const own: Tags = { url, name: url, ...(status === '' ? {} : { status }), ...tags };
      const timeMs = epochMs(monotonicMs());
      const withMetadata = Object.keys(metadata).length === 0 ? {} : { metadata };
      this.context.emit(
        values.map(([metric, value]) => ({ metric, timeMs, value, tags: own, ...withMetadata })),
      );
    };
    return {
      connected: (connectingMs, answered) => {
        status = String(answered);
        emit(['ws_sessions', 1], ['ws_connecting', connectingMs]);
      },
      sent: () => emit(['ws_msgs_sent', 1]),
      received: () => emit(['ws_msgs_received', 1]),
      pinged: (roundTripMs) => emit(['ws_ping', roundTripMs]),
      ended: (durationMs, sent, received) => {
        this.context.count(sent, received);
        if (status !== '') emit(['ws_session_duration', durationMs]);
      },
    };
  }
}
