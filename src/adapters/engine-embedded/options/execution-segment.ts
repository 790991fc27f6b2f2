import type { WorkShare } from './work-share.ts';

/** An exact share of one: numerator and denominator. */
interface Fraction {
  readonly over: number;
  readonly under: number;
}

interface Segment {
  readonly from: Fraction;
  readonly to: Fraction;
}

const ZERO: Fraction = { over: 0, under: 1 };
const ONE: Fraction = { over: 1, under: 1 };
/** Denominators beyond this make tables that no one needs. */
const MAX_CYCLE = 100_000;

/**
 * The share of work of one segment of a test that is divided over instances, as in k6: `0:1/3`, `25%:50%`, `0.5`
 * (short for `0:0.5`). The sequence names the borders of all segments, `0,1/3,2/3,1`; without one the segment's own
 * borders make it. The largest segment is dealt its slots first, evenly spaced, so that all instances, each by itself,
 * come to the same table.
 * @returns `null` when the texts are no segment, or the sequence does not have it.
 */
export function parseExecutionSegment(segment: string, sequence: string | null): WorkShare | null {
  const own = parseSegment(segment);
  if (own === null) return null;
  const borders = sequence === null ? bordersAround(own) : parseSequence(sequence);
  if (borders === null) return null;
  const cycle = borders.reduce((common, border) => leastCommonMultiple(common, border.under), 1);
  if (cycle > MAX_CYCLE) return null;
  const at = borders.findIndex((border) => isSame(border, own.from));
  const next = borders[at + 1];
  if (at < 0 || next === undefined || !isSame(next, own.to)) return null;
  return { cycle, slots: dealSlots(borders, cycle)[at] ?? [] };
}

function parseSegment(text: string): Segment | null {
  const parts = text.split(':');
  const to = parseFraction(parts[parts.length - 1] ?? '');
  const from = parts.length === 1 ? ZERO : parseFraction(parts[0] ?? '');
  if (parts.length > 2 || from === null || to === null || !isBelow(from, to) || isBelow(ONE, to)) return null;
  return { from, to };
}

function parseSequence(text: string): readonly Fraction[] | null {
  const borders: Fraction[] = [];
  for (const part of text.split(',')) {
    const border = parseFraction(part);
    const last = borders.at(-1);
    if (border === null || (last !== undefined && !isBelow(last, border))) return null;
    borders.push(border);
  }
  const [first, last] = [borders[0], borders.at(-1)];
  return first !== undefined && last !== undefined && isSame(first, ZERO) && isSame(last, ONE)
    ? borders
    : null;
}

/** `1/4`, `0.25` or `25%`. */
function parseFraction(text: string): Fraction | null {
  const match = /^\s*(\d+)(?:\.(\d+))?(?:\/(\d+)|(%))?\s*$/.exec(text);
  if (match === null) return null;
  const [, whole = '', decimals = '', under, percent] = match;
  if (decimals !== '' && under !== undefined) return null;
  const scale = 10 ** decimals.length * (percent === undefined ? 1 : 100);
  const made = { over: Number(whole + decimals), under: under === undefined ? scale : Number(under) };
  return made.under > 0 && Number.isSafeInteger(made.over) ? reduced(made) : null;
}

function bordersAround({ from, to }: Segment): readonly Fraction[] {
  return [...(isSame(from, ZERO) ? [] : [ZERO]), from, to, ...(isSame(to, ONE) ? [] : [ONE])];
}

/** Slots of each segment. */
function dealSlots(borders: readonly Fraction[], cycle: number): readonly (readonly number[])[] {
  const sizes = borders
    .slice(1)
    .map((to, index) => scaled(to, cycle) - scaled(borders[index] ?? ZERO, cycle));
  const taken = new Array<boolean>(cycle).fill(false);
  const slots: number[][] = sizes.map(() => []);
  const bySize = sizes
    .map((size, index) => ({ size, index }))
    .sort((a, b) => b.size - a.size || a.index - b.index);
  for (const { size, index } of bySize) {
    const first = taken.indexOf(false);
    for (let n = 0; n < size; n += 1) {
      let slot = (first + Math.floor((n * cycle) / size)) % cycle;
      while (taken[slot]) slot = (slot + 1) % cycle;
      taken[slot] = true;
      slots[index]?.push(slot);
    }
    slots[index]?.sort((a, b) => a - b);
  }
  return slots;
}

function scaled({ over, under }: Fraction, cycle: number): number {
  return (over * cycle) / under;
}

function isBelow(a: Fraction, b: Fraction): boolean {
  return a.over * b.under < b.over * a.under;
}

function isSame(a: Fraction, b: Fraction): boolean {
  return a.over * b.under === b.over * a.under;
}

function reduced({ over, under }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(over, under);
  return { over: over / divisor, under: under / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommonDivisor(b, a % b);
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}
