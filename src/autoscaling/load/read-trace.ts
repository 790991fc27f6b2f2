import { GateError } from '../../model/gate-error.ts';
import type { Notice } from '../../model/run.ts';
import type { LoadTrace, RatePoint } from './load-trace.ts';

export interface ReadTrace {
  readonly trace: LoadTrace;
  readonly notices: readonly Notice[];
}

const MAX_POINTS = 200_000;
/** Longer than ten of the usual distances, and than a minute, without a point is worth a word. */
const GAP_FACTOR = 10;
const GAP_SECONDS = 60;
const MAX_SECONDS = 7 * 24 * 3_600;

/**
 * A load from `seconds,rate` lines: a header, empty lines and lines with # are passed over. A rate holds until the next
 * line; the last one for as long as the one before it.
 * @throws GateError RESULTS_EMPTY, RESULTS_DAMAGED with the line of what is wrong
 */
export function readTrace(text: string, label: string): ReadTrace {
  const points = readPoints(text, label);
  const [first, ...rest] = points;
  if (first === undefined) throw empty(label);
  checkOrder(points, label);
  return {
    trace: { points: [plain(first), ...rest.map(plain)], endSecond: endOf(points) },
    notices: gapNotices(points, label),
  };
}

interface LinePoint extends RatePoint {
  readonly line: number;
}

function readPoints(text: string, label: string): readonly LinePoint[] {
  const points: LinePoint[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split(/\s*[,;\t]\s*/);
    if (
      points.length === 0 &&
      cells.every((cell) => /^"?[a-z_ ]+(\([a-z/ ]+\))?"?$/i.test(cell) && !/^nan$/i.test(cell))
    )
      continue;
    points.push(pointOf(cells, index + 1, label));
    if (points.length > MAX_POINTS)
      throw damaged(label, index + 1, `at most ${MAX_POINTS} points`, 'more than that');
  }
  return points;
}

function pointOf(cells: readonly string[], line: number, label: string): LinePoint {
  if (cells.length !== 2)
    throw damaged(
      label,
      line,
      'two columns, seconds and rate',
      `${cells.length}: ${cells.join(',').slice(0, 60)}`,
    );
  const [second, rate] = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  if (second === undefined || !Number.isFinite(second))
    throw damaged(label, line, 'a number of seconds', JSON.stringify(cells[0]));
  if (rate === undefined || !Number.isFinite(rate))
    throw damaged(label, line, 'a rate', JSON.stringify(cells[1]));
  if (rate < 0) throw damaged(label, line, 'a rate of 0 or more', String(rate));
  return { second, rate, line };
}

function checkOrder(points: readonly LinePoint[], label: string): void {
  for (const [index, { second, line }] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && second <= before.second)
      throw damaged(label, line, `a time after ${before.second} s, in ascending order`, `${second} s`);
  }
  const length = (points.at(-1)?.second ?? 0) - (points[0]?.second ?? 0);
  if (length > MAX_SECONDS)
    throw damaged(label, points.at(-1)?.line ?? 1, 'a load of at most 7 days', `${Math.round(length)} s`);
}

function endOf(points: readonly LinePoint[]): number {
  const last = points.at(-1)?.second ?? 0;
  return last + Math.max(1, last - (points.at(-2)?.second ?? last - 1));
}

function gapNotices(points: readonly LinePoint[], label: string): readonly Notice[] {
  const steps = points.slice(1).map(({ second }, index) => second - (points[index]?.second ?? 0));
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const limit = Math.max(GAP_SECONDS, usual * GAP_FACTOR);
  const gaps = steps.flatMap((step, index) =>
    step > limit ? [{ step, at: points[index]?.second ?? 0 }] : [],
  );
  const [first] = gaps;
  if (first === undefined || steps.length < 3) return [];
  const more = gaps.length > 1 ? ` (and ${gaps.length - 1} more)` : '';
  const text = `${label} has no point for ${Math.round(first.step)} s after second ${first.at}${more}: the rate before it is taken to hold`;
  return [{ code: 'trace-gap', text }];
}

function plain({ second, rate }: LinePoint): RatePoint {
  return { second, rate };
}

function empty(label: string): GateError {
  return new GateError(
    'RESULTS_EMPTY',
    `reading the load of ${label}: expected seconds,rate lines, got none`,
    {
      fault: 'user',
      hint: 'Give a CSV with a line for each change of the rate: 0,50 and then 120,500.',
    },
  );
}

function damaged(label: string, line: number, expected: string, got: string): GateError {
  return new GateError(
    'RESULTS_DAMAGED',
    `reading the load of ${label}, line ${line}: expected ${expected}, got ${got}`,
    {
      fault: 'user',
      hint: 'A load is lines of seconds,rate in ascending order; a rate holds until the next line.',
    },
  );
}
