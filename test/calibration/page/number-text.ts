import type { Reached } from '../goal-check.ts';
import type { Goal } from '../tally.ts';

export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** `+30 %`, and `0 %` for no change. */
export function changeText(change: number): string {
  return change === 0 ? '0 %' : `+${Math.round(change * 100)} %`;
}

export function reachedText({ value, error, unit }: Pick<Reached, 'value' | 'error' | 'unit'>): string {
  return unit === 'looks'
    ? `${value.toFixed(2)} ± ${error.toFixed(2)}`
    : `${(value * 100).toFixed(1)} ± ${percentText(error)}`;
}

export function goalText({ atMost, atLeast }: Goal, unit: Reached['unit']): string {
  const text = (bound: number) => (unit === 'looks' ? `${bound}` : `${Number((bound * 100).toFixed(2))} %`);
  if (atMost !== undefined) return `≤ ${text(atMost)}`;
  return atLeast === undefined ? '–' : `≥ ${text(atLeast)}`;
}

/** A table in Markdown; columns from `firstNumber` on are aligned to the right. */
export function tableText(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  firstNumber: number,
): string {
  const rule = header.map((_, at) => (at < firstNumber ? '---' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
