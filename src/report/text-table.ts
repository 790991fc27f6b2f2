// biome-ignore lint/suspicious/noControlCharactersInRegex: names come from files and scripts
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Columns padded to their widest cell, two spaces apart; control characters of cells never reach a terminal. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map((cell) => cell.replace(CONTROL, ' ')));
  const columns = Math.max(0, ...clean.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...clean.map((row) => row[column]?.length ?? 0)),
  );
  return clean
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
