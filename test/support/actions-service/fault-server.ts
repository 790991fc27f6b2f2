import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Endpoint, jsonReply, type ServiceReply, type ServiceRequest } from './exchange.ts';
import { type Fault, type FaultPlan, statusReply } from './faults.ts';

export interface ServedRequest {
  readonly endpoint: string;
  readonly request: ServiceRequest;
}

export interface FaultServerOptions {
  readonly faults: FaultPlan;
  find(request: ServiceRequest): Endpoint | null;
  note(served: ServedRequest): void;
}

/** An HTTP server that answers by endpoints, and goes wrong where the plan says so. */
export function makeFaultServer(options: FaultServerOptions): Server {
  return createServer((incoming, outgoing) => {
    serve(options, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, jsonReply({ code: 'internal', msg: String(error) }, 500), incoming.method);
    });
  });
}

async function serve(
  { faults, find, note }: FaultServerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await read(incoming);
  const endpoint = find(request);
  if (endpoint === null) {
    note({ endpoint: `${request.method} ${request.path}`, request });
    send(outgoing, jsonReply({ code: 'bad_route', msg: request.path }, 404), request.method);
    return;
  }
  note({ endpoint: endpoint.name, request });
  await answer(endpoint, faults.take(endpoint.name), request, outgoing);
}

async function answer(
  endpoint: Endpoint,
  fault: Fault | null,
  request: ServiceRequest,
  outgoing: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'time-out':
      return;
    case 'reset':
      outgoing.destroy();
      return;
    case 'lost-reply':
      await endpoint.answer(request);
      outgoing.destroy();
      return;
    case 'status':
      return send(outgoing, statusReply(fault), request.method);
    case 'truncated':
      return sendHalf(outgoing, await endpoint.answer(request));
    case 'garbled':
      return send(outgoing, garbled(await endpoint.answer(request), fault.body), request.method);
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      return send(outgoing, await endpoint.answer(request), request.method);
    case undefined:
      return send(outgoing, await endpoint.answer(request), request.method);
  }
}

async function read(incoming: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://service');
  const [, token] = /^(?:bearer|token) (.+)$/i.exec(incoming.headers.authorization ?? '') ?? [];
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
    token: token ?? null,
  };
}

function send(outgoing: ServerResponse, reply: ServiceReply, method = 'GET'): void {
  outgoing.writeHead(reply.status, { ...lengthOf(reply), ...reply.headers });
  outgoing.end(method === 'HEAD' ? undefined : reply.body);
}

function sendHalf(outgoing: ServerResponse, reply: ServiceReply): void {
  const body = Buffer.from(reply.body ?? '');
  outgoing.writeHead(reply.status, { ...lengthOf(reply), ...reply.headers });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
}

function garbled(reply: ServiceReply, body: string | Buffer): ServiceReply {
  return { ...reply, headers: { ...reply.headers, 'content-length': String(Buffer.byteLength(body)) }, body };
}

function lengthOf({ body = '' }: ServiceReply): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}
