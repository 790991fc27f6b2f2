/** What may stand in a field. */
export interface FieldType {
  readonly base:
    | 'string'
    | 'int'
    | 'number'
    | 'bool'
    | 'any'
    | 'intOrString'
    | 'quantity'
    | 'duration'
    | 'object';
  /** With `object`: the name of its type. */
  readonly type: string;
  readonly shape: 'one' | 'list' | 'map';
  readonly required: boolean;
  /** With a list: one item at least. */
  readonly nonEmpty: boolean;
  readonly choices: readonly string[] | null;
  readonly min: number;
  readonly max: number;
}

/** Fields of each type by name, in notation: see `parseFieldType`. */
export type TypeTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

const NOTATION =
  /^(?<open>\{)?(?<base>\w+)(?:\((?<limits>[^)]*)\))?(?<list>\[\](?<some>\+)?)?\}?(?<required>!)?$/;
const SIMPLE = new Set(['string', 'int', 'number', 'bool', 'any', 'intOrString', 'quantity', 'duration']);
const parsed = new Map<string, FieldType>();

/**
 * The type that a notation means: `string`, `int(1..)`, `string(Always|Never)`, `Container[]` (a list), `Container[]+` (a list of
 * one or more), `{string}` (a map with values of that type); `!` at the end: must be there.
 */
export function parseFieldType(notation: string): FieldType {
  let type = parsed.get(notation);
  if (type === undefined) {
    type = parse(notation);
    parsed.set(notation, type);
  }
  return type;
}

function parse(notation: string): FieldType {
  const groups = NOTATION.exec(notation)?.groups;
  const { base = '', limits = '', open, list, some, required } = groups ?? {};
  if (groups === undefined) throw new Error(`no type of a field: ${notation}`);
  const range = /^(-?\d*)\.\.(-?\d*)$/.exec(limits);
  return {
    base: SIMPLE.has(base) ? (base as FieldType['base']) : 'object',
    type: base,
    shape: open !== undefined ? 'map' : list !== undefined ? 'list' : 'one',
    required: required !== undefined,
    nonEmpty: some !== undefined,
    choices: limits === '' || range !== null ? null : limits.split('|'),
    min: bound(range?.[1], Number.NEGATIVE_INFINITY),
    max: bound(range?.[2], Number.POSITIVE_INFINITY),
  };
}

function bound(text: string | undefined, open: number): number {
  return text === undefined || text === '' ? open : Number(text);
}
