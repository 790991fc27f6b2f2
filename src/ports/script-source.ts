/** A k6 script as it stands on disk. */
export interface ScriptSource {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the script with its local imports and opened files. */
  readonly hash: string;
  /**
   * Whether k6's own `--duration` and `--vus` may be used: they replace a script's scenarios and call its
   * default function, so only where it has no scenarios and exports a default function.
   */
  readonly takesShortcuts: boolean;
  /** Which of DURATION and VUS it names in any of its files, and so may read from its environment. */
  readonly reads: readonly string[];
}
