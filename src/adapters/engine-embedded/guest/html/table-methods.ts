import { elementChildren, type HtmlElement } from './html-node.ts';

type Read = (element: HtmlElement) => unknown;

function childrenNamed(element: HtmlElement, ...names: readonly string[]): HtmlElement[] {
  return elementChildren(element).filter(({ name }) => names.includes(name));
}

const rowsOf = (section: HtmlElement) => childrenNamed(section, 'tr');
const cellsOf = (row: HtmlElement) => childrenNamed(row, 'td', 'th');

/** Head, body, foot: the order in which a browser shows them. */
function rowsOfTable(table: HtmlElement): HtmlElement[] {
  const inside = (name: string) => childrenNamed(table, name).flatMap(rowsOf);
  const body = elementChildren(table).flatMap((child) =>
    child.name === 'tr' ? [child] : child.name === 'tbody' ? rowsOf(child) : [],
  );
  return [...inside('thead'), ...body, ...inside('tfoot')];
}

function tableOf(row: HtmlElement): HtmlElement | null {
  let node = row.parent;
  while (node !== null && node.name !== 'table') node = node.parent;
  return node;
}

export const TABLE_METHODS: Readonly<Record<string, Read>> = {
  caption: (table) => childrenNamed(table, 'caption')[0],
  rows: rowsOfTable,
  tBodies: (table) => childrenNamed(table, 'tbody'),
  tFoot: (table) => childrenNamed(table, 'tfoot')[0],
  tHead: (table) => childrenNamed(table, 'thead')[0],
};

/** Of `thead`, `tbody` and `tfoot`. */
export const SECTION_METHODS: Readonly<Record<string, Read>> = { rows: rowsOf };

export const ROW_METHODS: Readonly<Record<string, Read>> = {
  cells: cellsOf,
  rowIndex: (row) => {
    const table = tableOf(row);
    return table === null ? -1 : rowsOfTable(table).indexOf(row);
  },
  sectionRowIndex: (row) => (row.parent === null ? -1 : rowsOf(row.parent).indexOf(row)),
};

/** Of `td` and `th`. */
export const CELL_METHODS: Readonly<Record<string, Read>> = {
  cellIndex: (cell) => (cell.parent === null ? -1 : cellsOf(cell.parent).indexOf(cell)),
};
