import type { GateRequest } from '../config/gate-request.ts';
import type { ScriptSource } from '../ports/script-source.ts';

/** What was asked for and changes nothing, since the script says itself how it loads: to be told before the load. */
export function withoutEffect(
  { script: name, durationGiven, vus }: Pick<GateRequest, 'script' | 'durationGiven' | 'vus'>,
  script: Pick<ScriptSource, 'takesShortcuts' | 'reads'>,
): readonly string[] {
  if (script.takesShortcuts) return [];
  const given = [...(durationGiven ? ['duration'] : []), ...(vus === null ? [] : ['vus'])];
  return given
    .filter((setting) => !script.reads.includes(setting.toUpperCase()))
    .map(
      (setting) =>
        `${setting} is without effect: ${name} has scenarios, stages or iterations of its own, and does not read __ENV.${setting.toUpperCase()}`,
    );
}
