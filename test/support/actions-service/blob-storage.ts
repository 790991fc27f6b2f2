import { randomBytes } from 'node:crypto';
import type { Endpoint, ServiceReply, ServiceRequest } from './exchange.ts';

/** What block-blob storage keeps, and the signed addresses that lead there. */
export class BlobStorage {
  readonly blobs = new Map<string, { readonly data: Buffer; readonly type: string }>();
  readonly #blocks = new Map<string, Map<string, Buffer>>();
  readonly #signatures = new Map<string, string>();
  #origin = '';

  listenAt(origin: string): void {
    this.#origin = origin;
  }

  /** An address that lets its owner read or write one blob. */
  signedUrl(id: string): string {
    const signature = randomBytes(12).toString('hex');
    this.#signatures.set(signature, id);
    return `${this.#origin}/blob/${id}?sig=${signature}`;
  }

  endpoint({ method, path, query }: ServiceRequest): Endpoint | null {
    if (!path.startsWith('/blob/')) return null;
    const id = path.slice('/blob/'.length);
    const isSigned = this.#signatures.get(query.get('sig') ?? '') === id;
    return {
      name: `${method} blob`,
      answer: (request) =>
        isSigned ? this.#answer(id, request) : { status: 403, headers: storageHeaders() },
    };
  }

  #answer(id: string, request: ServiceRequest): ServiceReply {
    return request.method === 'PUT' ? this.#write(id, request) : this.#read(id, request);
  }

  #write(id: string, { query, body, headers }: ServiceRequest): ServiceReply {
    const blocks = this.#blocks.get(id) ?? new Map<string, Buffer>();
    this.#blocks.set(id, blocks);
    if (query.get('comp') === 'block') {
      blocks.set(query.get('blockid') ?? '', body);
    } else {
      const data = query.get('comp') === 'blocklist' ? joined(body.toString(), blocks) : body;
      const type = headers['x-ms-blob-content-type'] ?? headers['content-type'];
      this.blobs.set(id, { data, type: String(type ?? 'application/octet-stream') });
    }
    return { status: 201, headers: { ...storageHeaders(), etag: '"0x1"' } };
  }

  #read(id: string, { headers, method }: ServiceRequest): ServiceReply {
    const blob = this.blobs.get(id);
    if (blob === undefined) return { status: 404, headers: storageHeaders() };
    const { data, type } = blob;
    const common = {
      ...storageHeaders(),
      etag: '"0x1"',
      'content-type': type,
      'accept-ranges': 'bytes',
      'content-length': String(data.length),
    };
    const range = /bytes=(\d+)-(\d*)/.exec(String(headers.range ?? headers['x-ms-range'] ?? ''));
    if (range === null || method === 'HEAD') return { status: 200, headers: common, body: data };
    const start = Number(range[1]);
    const part = data.subarray(start, range[2] === '' ? data.length : Number(range[2]) + 1);
    const end = start + part.length - 1;
    return {
      status: 206,
      headers: {
        ...common,
        'content-range': `bytes ${start}-${end}/${data.length}`,
        'content-length': String(part.length),
      },
      body: part,
    };
  }
}

function joined(list: string, blocks: ReadonlyMap<string, Buffer>): Buffer {
  const ids = [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id = '']) => id);
  return Buffer.concat(ids.map((id) => blocks.get(id) ?? Buffer.alloc(0)));
}

function storageHeaders(): Record<string, string> {
  const now = new Date().toUTCString();
  return { 'x-ms-request-id': '1', 'x-ms-version': '2025-01-05', date: now, 'last-modified': now };
}
