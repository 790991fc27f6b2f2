const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
};
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/gy;

/**
 * Milliseconds of a duration in k6's notation (`60s`, `1m30s`, `500ms`, `1.5h`); a bare number is milliseconds.
 * `null` when the text is not a duration.
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  let total = 0;
  let end = 0;
  for (const match of trimmed.matchAll(PART)) {
    total += Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? Number.NaN);
    end = match.index + match[0].length;
  }
  return end > 0 && end === trimmed.length ? total : null;
}

/** A duration as people write it: `60s`, `1m30s`, `500ms`, `30d`. */
export function formatDuration(ms: number): string {
  if (ms >= 2 * DAY_MS && ms % DAY_MS === 0) return `${ms / DAY_MS}d`;
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  const parts: string[] = [];
  let rest = Math.round(ms / 100) / 10;
  for (const [unit, seconds] of [
    ['h', 3600],
    ['m', 60],
  ] as const) {
    const count = Math.floor(rest / seconds);
    const readsAsSeconds = unit === 'm' && rest === 60 && parts.length === 0;
    if (count > 0 && !readsAsSeconds) {
      parts.push(`${count}${unit}`);
      rest = Math.round((rest - count * seconds) * 10) / 10;
    }
  }
  if (rest > 0 || parts.length === 0) parts.push(`${rest}s`);
  return parts.join('');
}
