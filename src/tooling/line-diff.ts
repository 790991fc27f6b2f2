/** Lines that differ between two texts, `-` before and `+` after, with some lines around them; `@@` stands for lines left out. */
export function lineDiff(before: string, after: string, around: number): string {
  const rows = diffRows(before.trimEnd().split('\n'), after.trimEnd().split('\n'));
  const shown = rows.map((_, index) =>
    rows.slice(Math.max(0, index - around), index + around + 1).some((row) => !row.startsWith(' ')),
  );
  const lines: string[] = [];
  rows.forEach((row, index) => {
    if (shown[index] === true) lines.push(row);
    else if (lines.length > 0 && lines.at(-1) !== '@@') lines.push('@@');
  });
  return lines.join('\n').replace(/\n@@$/, '');
}

function diffRows(before: readonly string[], after: readonly string[]): readonly string[] {
  const common = longestCommon(before, after);
  const rows: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      rows.push(` ${before[i]}`);
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      rows.push(`-${before[i]}`);
      i++;
    } else {
      rows.push(`+${after[j]}`);
      j++;
    }
  }
  return rows;
}

/** Length of the longest common subsequence from each pair of positions on. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined)
        row[j] =
          a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
