/** What applied the load. Baselines are never compared across engines. */
export interface EngineIdentity {
  readonly name: 'k6' | 'embedded';
  readonly version: string;
  /** How the embedded engine ran its virtual users (`worker`, later `quickjs`); `null` for k6. */
  readonly backend: string | null;
  /** Version of Node that ran the embedded engine; `null` for k6. */
  readonly node: string | null;
}

/** The machine that a run was made on. */
export interface Machine {
  /** Runner class, for example `github-hosted ubuntu-24.04`, `gitlab shared`, `local`. */
  readonly runner: string;
  readonly os: string;
  readonly kernel: string;
  readonly cpuModel: string;
  readonly cores: number;
  readonly memoryMb: number;
}

/** Everything that two runs must share to be compared, and what is only told when it differs. */
export interface Fingerprint {
  readonly engine: EngineIdentity;
  readonly machine: Machine;
  /** SHA-256 of the script with its local imports (not of `BASE_URL`). */
  readonly scriptHash: string;
  /** As it was given, to tell people; absent where that is not known. */
  readonly scriptName?: string;
  /** What shapes the load, by name: `DURATION`, `RATE`, `VUS`, `warm-up`, `duration`, `vus`. */
  readonly loadShape: Readonly<Record<string, string>>;
}
