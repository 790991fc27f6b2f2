import type { Chart } from 'chart.js';

/** A label over a place of the horizontal axis. */
export interface LabelAbove {
  readonly text: string;
  readonly colour: string;
  /** In pixels: the label is centred there where nothing is in its way. */
  readonly middle: number;
}

/** Between two labels, in pixels. */
const GAP = 12;

/** Draws labels in one row, `rise` pixels above the plot and so over no curve; they come from left to right. */
export function drawLabelsAbove(
  { ctx, chartArea }: Chart,
  labels: readonly LabelAbove[],
  { font, rise }: { readonly font: string; readonly rise: number },
): void {
  ctx.save();
  ctx.font = font;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  const widths = labels.map(({ text }) => ctx.measureText(text).width);
  const wanted = labels.map(({ middle }, index) => middle - (widths[index] ?? 0) / 2);
  const lefts = placeInRow(wanted, widths, chartArea);
  labels.forEach(({ text, colour }, index) => {
    ctx.fillStyle = colour;
    ctx.fillText(text, lefts[index] ?? 0, chartArea.top - rise);
  });
  ctx.restore();
}

/**
 * Left ends of labels in a row, in their order: where each is wanted, moved to the right by the one before it, and back
 * by the end of the row.
 */
export function placeInRow(
  wanted: readonly number[],
  widths: readonly number[],
  { left, right }: { readonly left: number; readonly right: number },
): readonly number[] {
  const lefts: number[] = [];
  let free = left;
  for (const [index, from] of wanted.entries()) {
    lefts.push(Math.max(free, from));
    free = Math.max(free, from) + (widths[index] ?? 0) + GAP;
  }
  let end = right;
  for (let index = lefts.length - 1; index >= 0; index--) {
    lefts[index] = Math.min(lefts[index] ?? 0, end - (widths[index] ?? 0));
    end = (lefts[index] ?? 0) - GAP;
  }
  return lefts;
}
