import type { ExpectedStatuses } from '../../io/http-call.ts';
import { map } from '../own-methods.ts';

/** What `http.expectedStatuses()` returns. */
export class ExpectedStatusesCallback {
  readonly statuses: ExpectedStatuses;

  constructor(statuses: ExpectedStatuses) {
    this.statuses = statuses;
  }
}

/** @throws Error for anything but integers and `{min, max}`. */
export function expectedStatuses(...entries: unknown[]): ExpectedStatusesCallback {
  if (entries.length === 0) throw new Error('expectedStatuses() wants at least one status or {min, max}');
  return new ExpectedStatusesCallback(map(entries, entryOf));
}

/** The statuses of a response callback; `null` for none. @throws Error for a callback of the script's own. */
export function expectedOf(callback: unknown): ExpectedStatuses | null {
  if (callback === null) return null;
  if (callback instanceof ExpectedStatusesCallback) return callback.statuses;
  throw new Error('a responseCallback must be null or come from http.expectedStatuses()');
}

function entryOf(entry: unknown): number | { min: number; max: number } {
  if (typeof entry === 'number' && Number.isInteger(entry)) return entry;
  const { min, max } = (entry ?? {}) as { min?: unknown; max?: unknown };
  if (typeof min === 'number' && typeof max === 'number' && Number.isInteger(min) && Number.isInteger(max)) {
    return { min, max };
  }
  throw new Error(
    `expectedStatuses() wants integers or {min, max} of integers, got ${JSON.stringify(entry)}`,
  );
}
