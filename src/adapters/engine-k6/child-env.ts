import { isSecretName } from '../../lib/secret-redactor.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What a process needs to run at all, to find certificates and to use a proxy. Compared in upper case. */
const NEEDED: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'GODEBUG',
  'GOMAXPROCS',
  'GOMEMLIMIT',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
]);

/** k6 variables that would break the measurement, with the reason that the user is told. */
const REFUSED: Readonly<Record<string, string>> = {
  K6_VUS: 'it would replace the scenarios of the script; use --vus',
  K6_DURATION: 'it would replace the scenarios of the script; use --duration',
  K6_ITERATIONS: 'it would replace the scenarios of the script',
  K6_STAGES: 'it would replace the scenarios of the script',
  K6_PAUSED: 'the load would never start',
  K6_LINGER: 'k6 would never end',
  K6_NEW_MACHINE_READABLE_SUMMARY: 'that summary has no thresholds',
};

export interface ChildEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Sentences on k6 variables that were left out for the sake of the measurement. */
  readonly leftOut: readonly string[];
}

/** The part of an environment that reaches k6: what it needs to run and its own settings, no tokens. */
export function childEnvironment(parent: Variables): ChildEnvironment {
  const variables: Record<string, string> = {};
  const leftOut: string[] = [];
  for (const [name, value] of Object.entries(parent)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    const why = REFUSED[upper];
    if (why !== undefined) leftOut.push(`${name} of the environment was not passed to k6: ${why}.`);
    else if (NEEDED.has(upper) || (upper.startsWith('K6_') && !isSecretName(upper))) variables[name] = value;
  }
  // k6 would otherwise download and execute another binary for a script that imports `k6/x/...`.
  variables.K6_AUTO_EXTENSION_RESOLUTION = 'false';
  return { variables, leftOut };
}
