/** A memory as what differs from a fresh one: pages that no one touched cost a copy nothing. */
export interface MemoryImage {
  /** Bytes in all. */
  readonly size: number;
  readonly parts: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

/** As the machine has its pages. */
const PAGE = 4_096;

/** The pages of a memory that are not as they were; beyond the end of the fresh one all bytes were 0. */
export function imageOf(memory: Uint8Array, fresh: Uint8Array): MemoryImage {
  const parts: { at: number; bytes: Uint8Array }[] = [];
  const before = new Uint8Array(PAGE);
  for (let at = 0; at < memory.length; at += PAGE) {
    const page = memory.subarray(at, at + PAGE);
    before.fill(0).set(fresh.subarray(at, at + PAGE));
    if (Buffer.compare(page, before.subarray(0, page.length)) !== 0) parts.push({ at, bytes: page.slice() });
  }
  return { size: memory.length, parts };
}
