import type { LoadProgress } from '../model/load-plan.ts';
import type { Pair } from '../model/pair.ts';
import type { PairedTargets } from '../model/paired-targets.ts';
import type { Run } from '../model/run.ts';
import type { Acceptances } from '../ports/acceptances.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment } from '../ports/environment.ts';
import type { LoadControl } from '../ports/load-engine.ts';
import type { Logger } from '../ports/logger.ts';
import type { PairedServers } from '../ports/paired-servers.ts';
import type { ReportSink } from '../ports/report-sink.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import type { VersionControl } from '../ports/version-control.ts';
import type { Engines } from './choose-engine.ts';

/** Told to the user while rounds run. */
export interface GateProgress {
  roundStarts(round: number, maxRounds: number, why: string): void;
  loading(progress: LoadProgress): void;
  roundEnds(run: Run): void;
  pairEnds(pair: Pair): void;
}

export interface GateDeps {
  readonly engines: Engines;
  /** Paired mode alone asks for servers. */
  pairedServers(targets: PairedTargets): PairedServers;
  /** Reads what earlier jobs measured. */
  readonly results: ResultsReader;
  readonly store: BaselineStore;
  readonly environment: Environment;
  readonly versionControl: VersionControl;
  /** The command line has none: there, `baseline accept` is a step of its own. */
  readonly acceptances?: Acceptances;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progress: GateProgress;
  readonly sinks: readonly ReportSink[];
  readonly version: string;
  readonly signal: AbortSignal;
}

/** How one load is watched and ended. */
export function loadControl({ signal, progress, logger }: GateDeps): LoadControl {
  return {
    signal,
    onProgress: (told) => progress.loading(told),
    onLog: (line) => logger.debug(line),
  };
}
