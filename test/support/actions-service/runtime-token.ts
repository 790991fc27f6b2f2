/** Who may do what with caches of a ref. */
export interface CacheScope {
  readonly ref: string;
  readonly canWrite: boolean;
}

/** What the token of a job says about it. */
export interface RuntimeIdentity {
  readonly runBackendId: string;
  readonly jobBackendId: string;
  /** In the order in which they are searched. */
  readonly scopes: readonly CacheScope[];
}

const READ = 1;
const WRITE = 2;
const FAR_FUTURE = 4_102_444_800;

/** An unsigned JWT with the claims that the clients read (`scp`) and that the service reads (`ac`). */
export function makeRuntimeToken({ runBackendId, jobBackendId, scopes }: RuntimeIdentity): string {
  const access = scopes.map(({ ref, canWrite }) => ({
    Scope: ref,
    Permission: canWrite ? READ | WRITE : READ,
  }));
  const claims = {
    scp: `Actions.Results:${runBackendId}:${jobBackendId}`,
    ac: JSON.stringify(access),
    exp: FAR_FUTURE,
  };
  return `${[{ alg: 'none', typ: 'JWT' }, claims].map(encoded).join('.')}.c2ln`;
}

/** `null`: not a token that this service gave. */
export function readRuntimeToken(token: string | null): RuntimeIdentity | null {
  try {
    const claims = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
    const [, runBackendId = '', jobBackendId = ''] = String(claims.scp).split(':');
    const access: readonly { Scope: string; Permission: number }[] = JSON.parse(claims.ac);
    const scopes = access
      .filter(({ Permission }) => (Permission & READ) !== 0)
      .map(({ Scope, Permission }) => ({ ref: Scope, canWrite: (Permission & WRITE) !== 0 }));
    return { runBackendId, jobBackendId, scopes };
  } catch {
    return null;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
