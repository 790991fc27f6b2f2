/** Something that the reader of plain documents leaves to the full parser. */
export class NotPlain extends Error {}
