import type { WebSocketEvent, WebSocketOpened, WebSocketRequest } from '../../io/web-socket-request.ts';
import type { CallLoop } from '../call-loop.ts';
import type { HostAnswer } from '../guest-host.ts';
import { ask, type GuestState, ownBuffer, sampleTags, stringTags } from '../guest-state.ts';
import { CookieJarHandle } from '../http/cookie-jar-handle.ts';

type OpenRequest = Extract<WebSocketRequest, { do: 'open' }>;
type Plain<Request> = Request extends unknown ? Omit<Request, 'socket'> : never;

/** An event with the bytes that belong to it. */
export interface SocketEvent {
  readonly event: WebSocketEvent;
  readonly bytes: ArrayBuffer | null;
}

let lastSocket = 0;

/** A script's end of a web socket; the socket itself is on the main thread. */
export class SocketLine {
  private readonly state: GuestState;
  private readonly id: number;

  constructor(state: GuestState) {
    this.state = state;
    lastSocket += 1;
    this.id = lastSocket;
  }

  /** Blocks until the handshake is over. */
  open(request: Plain<OpenRequest>): WebSocketOpened {
    return JSON.parse(this.ask(request).json) as WebSocketOpened;
  }

  /** Blocks until something comes, or the time is over. */
  next(waitMs: number | null): SocketEvent[] {
    return eventsOf(this.ask({ do: 'next', waitMs }));
  }

  send(data: string | ArrayBuffer): void {
    const isText = typeof data === 'string';
    this.ask({ do: 'send', text: isText ? data : null }, isText ? [] : [data]);
  }

  ping(): void {
    this.ask({ do: 'ping' });
  }

  close(code: number, reason: string): void {
    this.ask({ do: 'close', code, reason });
  }

  openLater(request: Plain<OpenRequest>, loop: CallLoop, done: (opened: WebSocketOpened) => void): void {
    this.askLater(request, loop, (answer) => done(JSON.parse(answer.json) as WebSocketOpened));
  }

  nextLater(loop: CallLoop, done: (events: SocketEvent[]) => void): void {
    this.askLater({ do: 'next', waitMs: null }, loop, (answer) => done(eventsOf(answer)));
  }

  private ask(request: Plain<WebSocketRequest>, bodies: readonly ArrayBuffer[] = []) {
    return ask(this.state, 'ws', { socket: this.id, ...request }, bodies);
  }

  private askLater(
    request: Plain<WebSocketRequest>,
    loop: CallLoop,
    done: (answer: Extract<HostAnswer, { ok: true }>) => void,
  ): void {
    const settle = loop.begin();
    const json = JSON.stringify({ socket: this.id, ...request });
    this.state.host.askLater('ws', json, [], (answer) =>
      settle(() => {
        if (!answer.ok) throw new Error(answer.message);
        done(answer);
      }),
    );
  }
}

/** What `params` of both modules say. @throws TypeError for params of the wrong kind */
export function openRequest(
  state: GuestState,
  url: unknown,
  params: unknown,
  protocols: readonly string[],
): Plain<OpenRequest> {
  const text = String(url);
  if (!/^wss?:\/\//i.test(text)) throw new TypeError(`"${text}" is no web socket URL: want ws:// or wss://`);
  const { headers, tags, jar, compression } = (params ?? {}) as Record<string, unknown>;
  if (compression !== undefined && compression !== null && compression !== '' && compression !== 'deflate')
    throw new TypeError(`compression "${String(compression)}" is not known: want deflate`);
  const pairs = Object.entries((headers ?? {}) as object).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    do: 'open',
    url: text,
    headers: pairs,
    protocols,
    compresses: compression === 'deflate',
    jar: jar instanceof CookieJarHandle ? jar.id : 0,
    tags: sampleTags(state, stringTags(tags, 'params.tags')).tags,
    metadata: state.metadata ?? {},
  };
}

function eventsOf({ json, bodies }: Extract<HostAnswer, { ok: true }>): SocketEvent[] {
  let next = 0;
  return (JSON.parse(json) as WebSocketEvent[]).map((event) => {
    const body = event.type === 'binary' ? bodies[next++] : null;
    return {
      event,
      bytes: body === null || body === undefined || typeof body === 'string' ? null : ownBuffer(body),
    };
  });
}
