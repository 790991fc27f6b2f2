/** What the metrics asked for at a time, before any window or limit. */
export interface Recommendation {
  readonly at: number;
  readonly replicas: number;
}

export interface Stabilised {
  readonly replicas: number;
  /** To keep for the next sync. */
  readonly history: readonly Recommendation[];
}

/**
 * With a `behavior`: up no further than the lowest recommendation of the up window, down no further than the highest
 * of the down window. What is kept is the recommendation itself.
 */
export function stabilise(
  history: readonly Recommendation[],
  desired: number,
  current: number,
  now: number,
  windows: { readonly up: number; readonly down: number },
): Stabilised {
  const within = (seconds: number) => history.filter(({ at }) => at > now - seconds).map(countOf);
  const up = Math.min(desired, ...within(windows.up));
  const down = Math.max(desired, ...within(windows.down));
  const replicas = Math.min(Math.max(current, up), down);
  const longest = Math.max(windows.up, windows.down);
  return { replicas, history: remembered(history, desired, now, longest) };
}

/** Without a `behavior`: the highest recommendation of the downscale window, its end included. */
export function stabiliseDown(
  history: readonly Recommendation[],
  desired: number,
  now: number,
  windowSeconds: number,
): Stabilised {
  const recent = history.filter(({ at }) => at >= now - windowSeconds).map(countOf);
  return {
    replicas: Math.max(desired, ...recent),
    history: remembered(history, desired, now, windowSeconds),
  };
}

/** The controller overwrites outdated entries; dropping them makes no difference to any answer. */
function remembered(
  history: readonly Recommendation[],
  replicas: number,
  now: number,
  windowSeconds: number,
): readonly Recommendation[] {
  return [...history.filter(({ at }) => at >= now - windowSeconds), { at: now, replicas }];
}

function countOf({ replicas }: Recommendation): number {
  return replicas;
}
