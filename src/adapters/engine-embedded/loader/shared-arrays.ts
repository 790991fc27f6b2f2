/** One SharedArray in memory that all VUs see: UTF-8 JSON of the elements, and where each begins. */
export interface SharedElements {
  readonly texts: SharedArrayBuffer;
  /** One more than there are elements. */
  readonly offsets: SharedArrayBuffer;
}

/** SharedArrays of a script by name; built by the first evaluation only. */
export class SharedArrays {
  private readonly arrays = new Map<string, SharedElements>();

  get(name: string): SharedElements | undefined {
    return this.arrays.get(name);
  }

  put(name: string, elements: readonly string[]): void {
    const encoded = elements.map((element) => Buffer.from(element, 'utf8'));
    const total = encoded.reduce((sum, bytes) => sum + bytes.byteLength, 0);
    const shared: SharedElements = {
      texts: new SharedArrayBuffer(total),
      offsets: new SharedArrayBuffer((encoded.length + 1) * Uint32Array.BYTES_PER_ELEMENT),
    };
    const texts = new Uint8Array(shared.texts);
    const offsets = new Uint32Array(shared.offsets);
    let offset = 0;
    encoded.forEach((bytes, index) => {
      texts.set(bytes, offset);
      offset += bytes.byteLength;
      offsets[index + 1] = offset;
    });
    this.arrays.set(name, shared);
  }
}
