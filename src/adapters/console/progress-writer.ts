import type { LoadProgress } from '../../model/load-plan.ts';
import type { Clock } from '../../ports/clock.ts';
import { renderProgress } from './progress-bar.ts';

/** Where progress goes: standard error, so that results on standard output stay clean. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface ProgressWriter {
  show(progress: LoadProgress): void;
  /** Removes a live line, so that what follows starts at the left. */
  clear(): void;
}

/** A redraw that a person sees as smooth, and a line that a log of hours can bear. */
const LIVE_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 5_000;
const DEFAULT_WIDTH = 80;
const ERASE_LINE = '\r\u001b[2K';

/** A live line on a terminal, a line every few seconds elsewhere. */
export function makeProgressWriter(stream: ProgressStream, clock: Pick<Clock, 'monotonic'>): ProgressWriter {
  const live = stream.isTTY === true;
  const interval = live ? LIVE_INTERVAL_MS : LOG_INTERVAL_MS;
  let shownAt = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show(progress) {
      const now = clock.monotonic();
      if (now - shownAt < interval) return;
      shownAt = now;
      // The last column stays free: a full line would wrap.
      const line = renderProgress(progress, (stream.columns ?? DEFAULT_WIDTH) - 3);
      stream.write(live ? `${ERASE_LINE}  ${line}` : `  ${line}\n`);
      drawn = live;
    },
    clear() {
      if (drawn) stream.write(ERASE_LINE);
      drawn = false;
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}
