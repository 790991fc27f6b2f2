import type { Chart } from 'chart.js';
import { FONT } from './chart-style.ts';

interface Level {
  readonly text: string;
  readonly colour: string;
  /** On the upright axis `y`. */
  readonly value: number;
}

/** Names a level over its line, at the end of the plot that is farther from where the curves rise; `null`: they do not. */
export function labelLevel(
  { ctx, chartArea, scales }: Chart,
  { text, colour, value }: Level,
  rise: number | null,
): void {
  const at = rise === null ? chartArea.right : (scales.x?.getPixelForValue(rise) ?? chartArea.right);
  const isLeft = at > (chartArea.left + chartArea.right) / 2;
  const bottom = (scales.y?.getPixelForValue(value) ?? 0) - 5;
  ctx.save();
  ctx.font = `14px ${FONT}`;
  const width = ctx.measureText(text).width;
  const left = isLeft ? chartArea.left + 10 : chartArea.right - 10 - width;
  ctx.fillStyle = 'rgba(255, 255, 255, 0.75)';
  ctx.fillRect(left - 4, bottom - 17, width + 8, 18);
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(text, left, bottom);
  ctx.restore();
}
