import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Environment } from '../../ports/environment.ts';
import { machineFacts } from './machine.ts';
import { gitIn, sourceFacts } from './source-facts.ts';

export interface NodeEnvironmentOptions {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
}

/** The real machine, version control and CI variables. */
export function makeNodeEnvironment({ variables, cwd, clock }: NodeEnvironmentOptions): Environment {
  return {
    machine: async () => machineFacts(variables),
    source: () => sourceFacts(variables, gitIn(cwd)),
    newId: () => newId(clock.now()),
  };
}

/** Time in base 36, fixed width, then randomness: sorts by time, never collides. */
function newId(nowMs: number): string {
  return `${Math.floor(nowMs).toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
}
