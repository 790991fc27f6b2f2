/** What an engine is asked to do. */
export interface LoadPlan {
  /** Absolute path of the k6 script. */
  readonly script: string;
  /** Reaches the script as `__ENV`; nothing else of the environment does. */
  readonly env: Readonly<Record<string, string>>;
  /** k6's own `--duration` and `--vus`: only for scripts without scenarios that export a default function. */
  readonly durationMs: number | null;
  readonly vus: number | null;
  readonly tags: Readonly<Record<string, string>>;
  /** More words for `k6 run`; other engines have none. */
  readonly flags?: readonly string[];
  /** The run is killed when it takes longer than this. */
  readonly timeoutMs: number;
  /** Seed of everything random that the engine itself decides. */
  readonly seed: number;
}

/** Told to the user while the load runs; every figure is "so far". */
export interface LoadProgress {
  readonly elapsedMs: number;
  /** `null` when it is not known how long it takes. */
  readonly totalMs: number | null;
  readonly requests: number;
  readonly failedRequests: number;
  readonly activeVus: number;
  readonly phase: 'starting' | 'setup' | 'running' | 'teardown' | 'done';
}
