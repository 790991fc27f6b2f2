import type { EngineIdentity } from '../../model/environment.ts';
import { isGateError } from '../../model/gate-error.ts';
import type { EngineProbe, LoadEngine } from '../../ports/load-engine.ts';
import type { K6Binary, K6Provider } from './k6-binary.ts';
import { startK6Run } from './k6-run.ts';

export interface K6EngineOptions {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Where k6 runs; where this process runs by default. */
  readonly cwd?: string;
  /** Between asking k6 to end and killing it. */
  readonly graceMs?: number;
}

/** k6 runs teardown and writes its summary after the first signal; CI kills what takes much longer. */
const GRACE_MS = 5_000;

/** The engine that starts a k6 binary as a process of its own and reads the results that it writes. */
export function makeK6Engine(obtain: K6Provider, options: K6EngineOptions): LoadEngine {
  let located: Promise<K6Binary> | null = null;
  const binary = () => {
    located ??= obtain();
    return located;
  };
  const settings = {
    variables: options.variables,
    cwd: options.cwd ?? process.cwd(),
    graceMs: options.graceMs ?? GRACE_MS,
  };
  return {
    name: 'k6',
    probe: () => probe(binary),
    run: (plan, control) => startK6Run(binary, plan, control, settings),
  };
}

async function probe(binary: K6Provider): Promise<EngineProbe> {
  try {
    return { kind: 'available', identity: identityOf(await binary()) };
  } catch (error) {
    if (isGateError(error)) return { kind: 'unavailable', error };
    throw error;
  }
}

function identityOf({ version }: K6Binary): EngineIdentity {
  return { name: 'k6', version: version.text, backend: null, node: null };
}
