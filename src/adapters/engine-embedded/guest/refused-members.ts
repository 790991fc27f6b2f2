/** Members of k6's objects that this engine does not have, as the table of compatibility names them. */
export const REFUSED_MEMBERS = ['k6/websockets.Blob.stream'] as const;

/** What such a member does: it says what to do instead. */
export function refuseMember(name: (typeof REFUSED_MEMBERS)[number]): never {
  throw new Error(`${name.slice(name.indexOf('.') + 1)}() is not in the embedded engine: run it with k6`);
}
