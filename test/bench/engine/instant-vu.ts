import { answerTexts } from '../../../src/adapters/engine-embedded/guest/http/answer-text.ts';
import type { HttpAnswer } from '../../../src/adapters/engine-embedded/io/http-call.ts';
import type { FromGuest, ToGuest } from '../../../src/adapters/engine-embedded/vu/line/messages.ts';
import type { EngineParts } from '../../../src/adapters/engine-embedded/vu/quickjs/engine-parts.ts';
import { NativeVu } from '../../../src/adapters/engine-embedded/vu/quickjs/native-vu.ts';

const ENTRY = 'file:///script.js';
export const URL_ASKED = 'http://127.0.0.1:8080/fast';
const BODY = JSON.stringify({ ok: true, items: [{ id: 1 }, { id: 2 }] });

const ANSWER: HttpAnswer = {
  status: 200,
  status_text: '200 OK',
  proto: 'HTTP/1.1',
  url: URL_ASKED,
  headers: { 'Content-Type': 'application/json', 'Content-Length': String(BODY.length) },
  cookies: {},
  timings: {
    duration: 1.234567,
    blocked: 0.0123,
    looking_up: 0,
    connecting: 0,
    tls_handshaking: 0,
    sending: 0.03456,
    waiting: 1.1654,
    receiving: 0.0346,
  },
  error: '',
  error_code: 0,
  remote_ip: '127.0.0.1',
  remote_port: 8080,
  tls_version: '',
  tls_cipher_suite: '',
  request: { method: 'GET', url: URL_ASKED, headers: { 'User-Agent': ['bench'] }, body: '', cookies: {} },
  responseType: 'text',
};

const FACTS = JSON.stringify({
  exec: 'default',
  tags: { scenario: 'default' },
  group: '',
  env: {},
  scenario: { name: 'default', executor: 'constant-vus', startTimeMs: 0 },
});

/** A VU in QuickJS whose host answers at once: what it takes is its own. */
export class InstantVu {
  private readonly vu: NativeVu;
  private done: () => void = () => undefined;
  private iteration = 0;

  constructor(id: number, source: string, parts: EngineParts) {
    const start = { vu: id, entry: ENTRY, env: '{}', options: '{}', throwsByDefault: false };
    const signal = new SharedArrayBuffer(8);
    this.vu = new NativeVu((message) => this.take(message, source), { ...start, signal }, parts, fail);
  }

  /** Resolves when the init code has run. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.done = resolve;
    });
  }

  /** One iteration. */
  run(): Promise<void> {
    const { iteration } = this;
    this.iteration += 1;
    const news = iteration === 0 ? { facts: FACTS, data: null } : {};
    const counters = [iteration, iteration, iteration, iteration] as const;
    return new Promise((resolve) => {
      this.done = resolve;
      this.vu.take({ type: 'call', counters, ...news });
    });
  }

  private take(message: FromGuest, source: string): void {
    if (message.type === 'ask') {
      const answer = message.op === 'module' ? moduleAnswer(message.json, source) : httpAnswer();
      queueMicrotask(() => this.vu.take({ type: 'answer', id: message.id, ok: true, ...answer }));
    } else if (message.type === 'failed') fail(message.failure.message);
    else if (message.type === 'end' && message.end.kind !== 'returned') fail(message.end.message);
    else if (message.type !== 'samples') this.done();
  }
}

type Answer = Pick<Extract<ToGuest, { ok: true }>, 'json' | 'bodies'>;

function moduleAnswer(asked: string, code: string): Answer {
  const { specifier } = JSON.parse(asked) as { specifier: string };
  const served =
    specifier === ENTRY ? { kind: 'source', id: ENTRY, code } : { kind: 'builtin', name: specifier };
  return { json: JSON.stringify(served), bodies: [] };
}

function httpAnswer(): Answer {
  const { common, detail } = answerTexts(ANSWER, URL_ASKED);
  return { json: common, bodies: [BODY, detail] };
}

function fail(reason: string): void {
  throw new Error(reason);
}
