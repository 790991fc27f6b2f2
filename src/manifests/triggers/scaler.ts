/** What a scaler's metadata may say: see `parseParameter` for the notation. */
export interface Scaler {
  readonly parameters: Readonly<Record<string, string>>;
  /** Of each group one at least, in metadata, from the environment or from the authentication. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Of each group one at most. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** Names that are no longer read, or soon will not be, and what to write. */
  readonly deprecated?: Readonly<Record<string, string>>;
  /** Takes any metadata beside its own: it is passed on to a scaler of somebody else. */
  readonly open?: boolean;
}

export type ScalerTable = Readonly<Record<string, Scaler>>;

export interface Parameter {
  readonly type: 'text' | 'int' | 'number' | 'bool' | 'duration';
  readonly choices: readonly string[] | null;
  readonly min: number;
  readonly max: number;
  readonly required: boolean;
  /** Readable in the trigger's metadata. */
  readonly inMetadata: boolean;
  /** As `<name>FromEnv`, from the environment of the target's container. */
  readonly fromEnvironment: boolean;
  /** From a TriggerAuthentication. */
  readonly fromAuthentication: boolean;
}

const NOTATION =
  /^(?<type>text|int|number|bool|duration)(?:\((?<limits>[^)]*)\))?(?<required>!)?(?<places>( (env|auth|only-auth|no-metadata))*)$/;
const parsed = new Map<string, Parameter>();

/**
 * `text`, `int(1..)`, `number`, `bool`, `duration`, `text(a|b)`; `!` when it must be there; then where else than in metadata it may
 * stand: `env` (as `<name>FromEnv`), `auth` (a TriggerAuthentication too), `only-auth` (there alone), `no-metadata`.
 */
export function parseParameter(notation: string): Parameter {
  let parameter = parsed.get(notation);
  if (parameter === undefined) {
    parameter = parse(notation);
    parsed.set(notation, parameter);
  }
  return parameter;
}

function parse(notation: string): Parameter {
  const groups = NOTATION.exec(notation)?.groups;
  if (groups === undefined) throw new Error(`no notation of a parameter: ${notation}`);
  const { type = 'text', limits = '', required, places = '' } = groups;
  const range = /^(-?[\d.]*)\.\.(-?[\d.]*)$/.exec(limits);
  const onlyAuth = places.includes('only-auth');
  return {
    type: type as Parameter['type'],
    choices: limits === '' || range !== null ? null : limits.split('|'),
    min: bound(range?.[1], Number.NEGATIVE_INFINITY),
    max: bound(range?.[2], Number.POSITIVE_INFINITY),
    required: required !== undefined,
    inMetadata: !onlyAuth && !places.includes('no-metadata'),
    fromEnvironment: places.includes('env'),
    fromAuthentication: places.includes('auth'),
  };
}

function bound(text: string | undefined, open: number): number {
  return text === undefined || text === '' ? open : Number(text);
}
