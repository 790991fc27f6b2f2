import { toHex } from '../crypto-module.ts';
import { toBytes } from '../encoding-module.ts';
import { type GuestState, ownBuffer } from '../guest-state.ts';
import { bytesOf } from '../host-json.ts';
import { encodeForm } from './form-body.ts';
import { encodeMultipart, FileData, hasFile } from './multipart.ts';

export interface RequestBody {
  readonly body: ArrayBuffer | string | null;
  /** Unless the script sets one. */
  readonly contentType: string | null;
}

export const NO_BODY: RequestBody = { body: null, contentType: null };

/** The body argument of a request, if there is one: text, bytes, or an object that becomes a form. */
export function toRequestBody(state: GuestState, body: unknown): RequestBody {
  if (body === null || body === undefined) return NO_BODY;
  if (typeof body === 'string' || body instanceof String) return { body: String(body), contentType: null };
  if (typeof body !== 'object' || Array.isArray(body)) {
    const kind = Array.isArray(body) ? 'an array' : `a ${typeof body}`;
    throw new TypeError(
      `unknown type of request body: ${kind}; want a text, bytes or an object of form fields`,
    );
  }
  const bytes = body instanceof FileData ? body.data : bytesOf(body);
  if (bytes !== null) return { body: bytes.slice().buffer, contentType: null };
  if (!hasFile(body)) {
    return { body: encodeForm(body), contentType: 'application/x-www-form-urlencoded' };
  }
  const boundary = randomBoundary(state);
  const encoded = encodeMultipart(body, boundary, (text) => toBytes(state, text));
  return { body: encoded.slice().buffer, contentType: `multipart/form-data; boundary=${boundary}` };
}

function randomBoundary(state: GuestState): string {
  const bytes = new Uint8Array(ownBuffer(state.host.randomBytes(30)));
  return toHex(bytes);
}
