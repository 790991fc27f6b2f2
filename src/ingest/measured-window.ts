/** The part of a run that is measured. Milliseconds since the epoch. */
export interface MeasuredWindow {
  /** End of the warm-up: samples before it are left out. */
  readonly from: number;
  /** How long load was applied after that, in whole seconds; 0 when the run ended before it. */
  readonly measuredMs: number;
}

export interface SpanFacts {
  readonly first: number;
  readonly last: number;
  readonly lastIteration: number;
}

/**
 * The warm-up is a fixed cut from when the first request or iteration of a scenario began, the same for every run. Load ends when the last
 * iteration begins; what finishes afterwards was sent under load and still counts as a latency, but the time
 * that stragglers take must not make the rate look lower than it was.
 */
export function measuredWindow(span: SpanFacts, warmUpMs: number): MeasuredWindow {
  const from = span.first + warmUpMs;
  if (!(span.last >= from)) return { from, measuredMs: 0 };
  return { from, measuredMs: Math.max(1, Math.floor((loadEnd(span) - from) / 1000)) * 1000 };
}

/** Where iterations are as long as the run (all begin in its first half), the last sample is the end. */
function loadEnd({ first, last, lastIteration }: SpanFacts): number {
  return lastIteration - first >= (last - first) / 2 ? lastIteration : last;
}
