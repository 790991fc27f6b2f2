import { toBytes } from '../encoding-module.ts';
import { decodeUtf8, type GuestState } from '../guest-state.ts';
import { bytesOf } from '../host-json.ts';
import { refuseMember } from '../refused-members.ts';

/** `Blob`, as far as web sockets need it. */
export function makeBlobClass(state: GuestState) {
  return class Blob {
    readonly type: string;
    readonly size: number;
    readonly #bytes: Uint8Array;

    constructor(parts: readonly unknown[] = [], options: { type?: string } = {}) {
      const chunks = parts.map((part) => (part instanceof Blob ? part.#bytes : partBytes(state, part)));
      this.#bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        this.#bytes.set(chunk, offset);
        offset += chunk.length;
      }
      this.size = this.#bytes.length;
      this.type = options.type ?? '';
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
      return this.#bytes.slice().buffer;
    }

    async bytes(): Promise<Uint8Array> {
      return this.#bytes.slice();
    }

    async text(): Promise<string> {
      return decodeUtf8(state, this.#bytes.slice().buffer);
    }

    stream(): never {
      return refuseMember('k6/websockets.Blob.stream');
    }

    slice(start?: number, end?: number, type = this.type): Blob {
      return new Blob([this.#bytes.slice(start, end)], { type });
    }
  };
}

function partBytes(state: GuestState, part: unknown): Uint8Array {
  return bytesOf(part) ?? toBytes(state, String(part));
}
