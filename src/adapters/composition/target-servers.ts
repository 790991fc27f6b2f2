import type { PairedTargets } from '../../model/paired-targets.ts';
import type { PairedServers } from '../../ports/paired-servers.ts';
import { makeRunningServers } from '../paired-servers/running-servers.ts';
import { makeStartedServers } from '../paired-servers/started-servers.ts';

export interface ServerSurroundings {
  /** Where commands run. */
  readonly cwd: string;
  /** Their whole environment, but for PORT. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The servers that paired mode loads: ones that run already, or ones that it starts. */
export function makeTargetServers(targets: PairedTargets, around: ServerSurroundings): PairedServers {
  return targets.kind === 'urls' ? makeRunningServers(targets) : makeStartedServers(targets, around);
}
