/** The most that a response's body may have, decoded: a VU's heap has not much more than two copies of it. */
export const MOST_BODY_BYTES = 100 * 2 ** 20;

/** Words for a body that is longer, which says how to do without it. */
export function bodyTooLong(): Error {
  return new Error(
    `the body has more than ${MOST_BODY_BYTES / 2 ** 20} MB, the most that a virtual user holds here: use responseType "none" or discardResponseBodies`,
  );
}
