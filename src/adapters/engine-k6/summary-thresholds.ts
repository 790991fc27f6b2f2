import { isRecord, parseJson } from '../../lib/json-guard.ts';
import type { ThresholdResult } from '../../model/run.ts';

/**
 * Thresholds in k6's `--summary-export` file. There `true` means that the threshold FAILED.
 * `null` when the text is not such a file.
 */
export function thresholdsOfSummary(text: string): readonly ThresholdResult[] | null {
  const summary = parseJson(text);
  if (!isRecord(summary) || !isRecord(summary.metrics)) return null;
  const results: ThresholdResult[] = [];
  for (const [metric, values] of Object.entries(summary.metrics)) {
    if (!isRecord(values) || !isRecord(values.thresholds)) continue;
    for (const [expression, state] of Object.entries(values.thresholds)) {
      const ok = isOk(state);
      if (ok !== null) results.push({ metric, expression, ok });
    }
  }
  return results;
}

/** `handleSummary` data says `{ok: true}` where the export says `false`; both are understood. */
function isOk(state: unknown): boolean | null {
  if (typeof state === 'boolean') return !state;
  return isRecord(state) && typeof state.ok === 'boolean' ? state.ok : null;
}
