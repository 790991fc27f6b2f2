import { push, some } from '../own-methods.ts';
import { fieldText } from './form-body.ts';

/** What `http.file()` returns. */
export class FileData {
  readonly data: Uint8Array;
  readonly filename: string;
  readonly content_type: string;

  constructor(data: Uint8Array, filename: string, contentType: string) {
    this.data = data;
    this.filename = filename;
    this.content_type = contentType;
  }
}

/** A `multipart/form-data` body of an object in which some values are files. */
export function encodeMultipart(
  fields: object,
  boundary: string,
  encode: (text: string) => Uint8Array,
): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      push(chunks, encode(`--${boundary}\r\n${partHead(name, item)}\r\n\r\n`));
      push(chunks, item instanceof FileData ? item.data : encode(fieldText(item)));
      push(chunks, encode('\r\n'));
    }
  }
  push(chunks, encode(`--${boundary}--\r\n`));
  return concatenated(chunks);
}

export function hasFile(fields: object): boolean {
  const isFile = (value: unknown) => value instanceof FileData;
  return some(
    Object.values(fields),
    (value) => isFile(value) || (Array.isArray(value) && some(value, isFile)),
  );
}

function partHead(name: string, value: unknown): string {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  if (!(value instanceof FileData)) return disposition;
  return `${disposition}; filename="${quoted(value.filename)}"\r\nContent-Type: ${value.content_type}`;
}

function quoted(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
