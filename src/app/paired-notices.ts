import type { GateRequest } from '../config/gate-request.ts';
import type { Notice, Run } from '../model/run.ts';

/** What a reader should know of the set-up of pairs. */
export function pairedNotices({ paired, env }: GateRequest, runs: readonly Run[]): readonly Notice[] {
  if (paired === null) return [];
  const wasPaired = runs.some(({ identity }) => identity.role === 'baseline');
  return [...(wasPaired ? [PAIRED] : []), ...(env.BASE_URL === undefined ? [] : [REPLACED])];
}

const PAIRED: Notice = {
  code: 'paired',
  text: 'Base and head were loaded side by side on this machine, at the same time and with the same script. Their latencies are those of two services that share a machine: only the change between them counts.',
};
const REPLACED: Notice = {
  code: 'base-url-replaced',
  text: 'BASE_URL of the settings was not used: in paired mode each side has its own.',
};
