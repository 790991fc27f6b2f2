/** What a text says as a ratio, or what to tell the person who wrote it. */
export type ParsedRatio =
  | { readonly ok: true; readonly ratio: number }
  | { readonly ok: false; readonly expected: string };

const PERCENTAGE = /^\+?(\d+(?:\.\d+)?)\s*%?$/;

/**
 * `20%`, `20` and `+20%` all mean 0.2. More than 100 is refused, because it can be read in two ways:
 * 120 may be 120 % slower, or 1.2 times as slow.
 */
export function parseLimit(text: string): ParsedRatio {
  const match = PERCENTAGE.exec(text.trim());
  if (match === null) return { ok: false, expected: 'a percentage such as 20%' };
  const percent = Number(match[1]);
  if (percent <= 100) return { ok: true, ratio: percent / 100 };
  const times = `${round(percent - 100)}%`;
  return {
    ok: false,
    expected: `at most 100% (${percent}% slower would be ${round(1 + percent / 100)} times the baseline; for ${round(percent / 100)} times the baseline write ${times})`,
  };
}

/** A share of a whole: `1%` and `1` mean 0.01; with `bareIsShare`, a bare `0.95` means 0.95. */
export function parseShare(text: string, bareIsShare = false): ParsedRatio {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (match === null) return { ok: false, expected: 'a share such as 1%' };
  const value = Number(match[1]);
  const ratio = match[2] === '%' || !bareIsShare ? value / 100 : value;
  return ratio <= 1 ? { ok: true, ratio } : { ok: false, expected: 'at most 100%' };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
