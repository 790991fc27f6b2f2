import type { HostBytes, HostOp } from '../../guest/guest-host.ts';
import { answerTexts } from '../../guest/http/answer-text.ts';
import { CallReader } from '../../guest/http/call-text.ts';
import type { AnsweredCall } from '../../io/http-call.ts';
import type { HttpSession } from '../../io/http-session.ts';
import { answerJar, type JarRequest } from '../../io/jar-requests.ts';
import type { CallBody } from '../../io/request-hop.ts';
import type { WebSocketRequest } from '../../io/web-socket-request.ts';
import type { ModuleKind, ScriptSources } from '../../loader/script-sources.ts';
import type { SharedArrays } from '../../loader/shared-arrays.ts';
import type { VuHost } from '../vu-backend.ts';

export interface DeskAnswer {
  readonly json: string;
  readonly bodies: readonly (HostBytes | string | null)[];
}

/** What a desk answers from. While loading there is neither session nor host. */
export interface DeskParts {
  readonly sources: ScriptSources;
  readonly shared: SharedArrays;
  readonly session: HttpSession | null;
  readonly host: VuHost | null;
}

type Bodies = readonly (ArrayBuffer | string | null)[];

/** Answers what a guest asks of the main thread; rejects with what went wrong. */
export async function answerAsk(
  parts: DeskParts,
  op: HostOp,
  json: string,
  bodies: Bodies,
): Promise<DeskAnswer> {
  if (op === 'http') return answerHttp(parts, json, bodies[0] ?? null);
  const request: unknown = JSON.parse(json);
  switch (op) {
    case 'module': {
      const { specifier, referrer, as } = request as { specifier: string; referrer: string; as: ModuleKind };
      return { json: JSON.stringify(await parts.sources.module(specifier, referrer, as)), bodies: [] };
    }
    case 'file': {
      const { path, referrer } = request as { path: string; referrer: string };
      return { json: 'null', bodies: [parts.sources.file(path, referrer)] };
    }
    case 'share': {
      const { name, elements } = request as { name: string; elements: readonly string[] };
      parts.shared.put(name, elements);
      return { json: 'null', bodies: [] };
    }
    case 'shared': {
      const elements = parts.shared.get(request as string);
      if (elements === undefined) return { json: 'false', bodies: [] };
      return { json: 'true', bodies: [elements.texts, elements.offsets] };
    }
    default:
      return answerCall(parts, op, request, bodies);
  }
}

const calls = new CallReader();

async function answerHttp({ session }: DeskParts, text: string, body: Bodies[number]): Promise<DeskAnswer> {
  if (session === null) throw notYet('http');
  const call = calls.read(text);
  const answered = await session.send(call, toCallBody(body));
  const { common, detail } = answerTexts(answered.answer, call.url);
  return { json: common, bodies: [toGuestBody(answered), detail] };
}

async function answerBatch(
  session: HttpSession,
  texts: readonly string[],
  bodies: Bodies,
): Promise<DeskAnswer> {
  const asked = texts.map((text) => calls.read(text));
  const answered = await session.batch(asked, bodies.map(toCallBody));
  const answers = answered.map((one, index) => ({
    ...answerTexts(one.answer, asked[index]?.url ?? ''),
    body: toGuestBody(one),
  }));
  return {
    json: JSON.stringify(answers.map(({ common }) => common)),
    bodies: answers.flatMap(({ body, detail }) => [body, detail]),
  };
}

function notYet(op: HostOp): Error {
  return new Error(`${op} is not available in the init context`);
}

async function answerCall(
  { session, host }: DeskParts,
  op: 'batch' | 'jar' | 'ws' | 'execution',
  request: unknown,
  bodies: Bodies,
): Promise<DeskAnswer> {
  if (session === null || host === null) throw notYet(op);
  switch (op) {
    case 'batch':
      return answerBatch(session, request as string[], bodies);
    case 'ws': {
      const bytes = bodies[0] instanceof ArrayBuffer ? bodies[0] : null;
      const answered = await session.sockets.answer(request as WebSocketRequest, bytes);
      return { json: JSON.stringify(answered.value), bodies: answered.bodies };
    }
    case 'jar':
      return { json: JSON.stringify(answerJar(session.jars, request as JarRequest)), bodies: [] };
    case 'execution':
      return { json: JSON.stringify(host.execution(request as string | null)), bodies: [] };
  }
}

function toCallBody(body: ArrayBuffer | string | null): CallBody {
  if (body === null) return null;
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : new Uint8Array(body);
}

function toGuestBody({ answer, body }: AnsweredCall): ArrayBuffer | string | null {
  if (body === null || answer.responseType === 'binary') return body;
  return Buffer.from(body).toString('utf8');
}
