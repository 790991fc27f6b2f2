import type { ServerTrouble } from '../model/pair.ts';
import type { Serving } from '../ports/paired-servers.ts';

export interface ServerWatch {
  /** For the load: aborts with the job, and as soon as a server ends. */
  readonly signal: AbortSignal;
  /** To be asked when the load has ended: what became of the servers, if it was not their job to the end. */
  trouble(): Promise<ServerTrouble | null>;
}

/** Watches servers while they are loaded. */
export function watchServers(served: Serving, job: AbortSignal): ServerWatch {
  const cut = new AbortController();
  let lost: ServerTrouble | null = null;
  served.lost.then((told) => {
    lost = told;
    cut.abort(`the ${told.side} ended`);
  });
  return {
    signal: AbortSignal.any([job, cut.signal]),
    // Whoever interrupts the job may have ended the servers, too: what became of them then is no news.
    trouble: async () => lost ?? (job.aborted ? null : await served.check()),
  };
}
