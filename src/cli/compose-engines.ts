import { makeLoadEngines } from '../adapters/composition/load-engines.ts';
import { type PrometheusOutputs, watchedEngines } from '../adapters/composition/prometheus-outputs.ts';
import type { BackendChoice } from '../adapters/engine-embedded/vu/choose-backend.ts';
import { locateK6 } from '../adapters/engine-k6/k6-binary.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import type { Engines } from '../app/choose-engine.ts';
import type { CliContext } from './command.ts';

export interface EngineOptions extends PrometheusOutputs {
  readonly k6Path: string | null;
  readonly backend: BackendChoice;
}

/** The engines of a command that applies load: k6 by its path or from PATH. */
export function composeEngines(
  options: EngineOptions,
  { variables }: Pick<CliContext, 'variables'>,
): Engines {
  const obtainK6 = () => locateK6({ k6Path: options.k6Path, variables });
  const engines = makeLoadEngines(obtainK6, variables, options.backend);
  return watchedEngines(engines, options, variables, systemClock);
}
