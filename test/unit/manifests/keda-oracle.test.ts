import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseParameter } from '../../../src/manifests/triggers/scaler.ts';
import { SCALERS, TRIGGER_TYPES } from '../../../src/manifests/triggers/scaler-tables.ts';

/**
 * KEDA's own description of its scalers (`schema/generated/scalers-schema.json` of kedacore/keda, Apache-2.0) is not in this
 * repository: `KEDA_SCALERS_SCHEMA=FILE npx vitest run test/unit/manifests/keda-oracle.test.ts` holds the tables against it.
 * `go mod download -json github.com/kedacore/keda/v2@v2.21.0` says in which `Dir` it is after that.
 */
const file = process.env.KEDA_SCALERS_SCHEMA;

interface OracleParameter {
  readonly name: string;
  readonly optional?: boolean;
  readonly default?: string;
  readonly allowedValue?: readonly string[];
  readonly deprecated?: string;
  readonly metadataVariableReadable?: boolean;
  readonly envVariableReadable?: boolean;
  readonly triggerAuthenticationVariableReadable?: boolean;
}
interface Oracle {
  readonly scalers: readonly { readonly type: string; readonly parameters: readonly OracleParameter[] }[];
}

/** Where the description is known to be wrong or to say less: its data notes, and the scalers' own code. */
const KNOWN_DIFFERENCES: readonly RegExp[] = [
  // Marks each way to give an address or a login as required; one of them is enough.
  /^redis.*: (address|addresses|host|hosts|port|ports|username|password|sentinel\w+|Cert|cert|key|keyPassword|ca) /,
  // Has a default of zero, which makes no threshold.
  /^kubernetes-workload: value /,
  // `connectionFromEnv` as a name of its own, beside the one that `connection` has anyway.
  /^azure-blob: connectionFromEnv /,
  // A list of modes, which is no choice of one.
  /: authModes? choices /,
  // Tables hold what 2.20 or 2.21 reads: 2.21 took these out of metadata, and put those into it.
  /^pulsar: (oauthTokenURI|scopes?|clientID|endpointParams) metadata is true/,
  /^datadog: (authMode|apiKey) metadata is true/,
  /^activemq: managementEndpoint (environment|authentication) is true/,
  /^graphite: authMode authentication is true/,
  // Stands there twice, once for its other place.
  /^rabbitmq: (username|password) environment is true/,
  // Would be credentialsFromEnvFileFromEnv.
  /^gcp-\w+: credentialsFromEnvFile environment /,
];

describe.skipIf(file === undefined)('the tables of scalers against KEDA’s own description', () => {
  const oracle: Oracle = file === undefined ? { scalers: [] } : JSON.parse(readFileSync(file, 'utf8'));

  it('know every type', () => {
    const missing = oracle.scalers.map(({ type }) => type).filter((type) => !TRIGGER_TYPES.includes(type));
    expect(missing).toEqual([]);
  });

  it('agree about every parameter', () => {
    const differences = oracle.scalers.flatMap(({ type, parameters }) =>
      SCALERS[type] === undefined ? [] : mergedByName(parameters).flatMap((one) => differencesOf(type, one)),
    );
    expect(differences.filter((text) => !KNOWN_DIFFERENCES.some((known) => known.test(text)))).toEqual([]);
  });

  it('cover at least forty scalers', () => {
    expect(Object.keys(SCALERS).length).toBeGreaterThanOrEqual(40);
  });
});

/** A deprecated name may be listed a second time, for its other places. */
function mergedByName(parameters: readonly OracleParameter[]): readonly OracleParameter[] {
  return parameters.filter(({ deprecated }) => deprecated === undefined);
}

function differencesOf(type: string, one: OracleParameter): readonly string[] {
  const notation = SCALERS[type]?.parameters[one.name];
  if (notation === undefined) return [`${type}: ${one.name} is missing`];
  const own = parseParameter(notation);
  const required = one.optional !== true && one.default === undefined;
  const wanted = {
    required,
    metadata: one.metadataVariableReadable === true,
    environment: one.envVariableReadable === true,
    authentication: one.triggerAuthenticationVariableReadable === true,
    choices: [...(one.allowedValue ?? own.choices ?? [])].sort().join(),
  };
  const found = {
    required: own.required,
    metadata: own.inMetadata,
    environment: own.fromEnvironment,
    authentication: own.fromAuthentication,
    choices: [...(own.choices ?? [])].sort().join(),
  };
  return Object.entries(wanted).flatMap(([aspect, value]) => {
    const have = found[aspect as keyof typeof found];
    return have === value ? [] : [`${type}: ${one.name} ${aspect} is ${have}, expected ${value}`];
  });
}
