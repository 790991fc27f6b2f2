import type { EngineChoice } from '../config/gate-request.ts';
import type { EngineIdentity } from '../model/environment.ts';
import type { LoadEngine } from '../ports/load-engine.ts';

export interface Engines {
  readonly k6: LoadEngine;
  readonly embedded: LoadEngine;
}

export interface ChosenEngine {
  readonly engine: LoadEngine;
  readonly identity: EngineIdentity;
  /** Why it is not the one that the user might expect; for the console, since every report names its engine. */
  readonly remark: string | null;
}

/**
 * The engine that was asked for; `auto` takes k6 when it is there, else the embedded one and says so.
 * @throws GateError when the named engine cannot be used.
 */
export async function chooseEngine(choice: EngineChoice, engines: Engines): Promise<ChosenEngine> {
  const first = choice === 'embedded' ? engines.embedded : engines.k6;
  const probe = await first.probe();
  if (probe.kind === 'available') return { engine: first, identity: probe.identity, remark: null };
  const cannotFallBack = choice !== 'auto' || probe.error.code !== 'ENGINE_NOT_FOUND';
  if (cannotFallBack) throw probe.error;
  return fallBack(engines.embedded);
}

async function fallBack(engine: LoadEngine): Promise<ChosenEngine> {
  const probe = await engine.probe();
  if (probe.kind === 'unavailable') throw probe.error;
  const remark =
    'k6 was not found, so the embedded engine applies the load. Runs of the two are never compared with each other.';
  return { engine, identity: probe.identity, remark };
}
