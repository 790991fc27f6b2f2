import type { RunFindingRequest } from '../app/run-finding.ts';
import { runFindingRequest, shippedScript } from '../app/run-finding-request.ts';
import { invalidConfig } from '../config/resolve-settings.ts';
import { quote } from '../config/setting.ts';
import type { FindingTest } from '../model/finding.ts';
import { checkBranches, checkStore } from './gate-request-of.ts';
import type { ActionSettings } from './read-inputs.ts';

/**
 * The request of a stress, spike or soak test, from the inputs of a job; without a script it is the one that comes with perf-gate.
 * @throws GateError CONFIG_INVALID
 */
export function findingRequestOf(test: FindingTest, settings: ActionSettings): RunFindingRequest {
  const { script, mode } = settings;
  if (mode !== 'baseline' && mode !== 'report-only')
    throw invalidConfig([
      { path: 'input mode', expected: `baseline or report-only beside test: ${test}`, got: quote(mode) },
    ]);
  checkStore(settings);
  checkBranches(settings);
  const request = runFindingRequest(test, script ?? shippedScript(test), settings);
  const { terms, engine } = request;
  return {
    ...request,
    // As for the gate: which engine there is must not depend on a download.
    engine: engine === 'auto' ? 'k6' : engine,
    terms: { ...terms, failure: { ...terms.failure, reportOnly: mode === 'report-only' } },
  };
}
