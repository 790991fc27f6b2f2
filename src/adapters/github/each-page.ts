/** How a list is asked for. */
export interface Paging {
  /** Rows of a page; 100 at most, as GitHub has it. */
  readonly size: number;
  /** Bound on requests. */
  readonly maxPages: number;
}

/** All rows of a list, asked for page by page until one is not full. Throws what the question throws, and for what is no list. */
export async function eachPage<Row>(
  { size, maxPages }: Paging,
  ask: (page: { readonly per_page: number; readonly page: number }) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const found = await ask({ per_page: size, page });
    // What the client cannot parse it hands on as text: an answer that was cut short is not an empty list.
    if (!Array.isArray(found)) throw new Error('the answer broke off: it is no list');
    rows.push(...found);
    if (found.length < size) break;
  }
  return rows;
}
