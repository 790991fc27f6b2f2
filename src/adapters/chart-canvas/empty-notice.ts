import type { Plugin } from 'chart.js';
import { FAINT, FONT } from './chart-style.ts';

/** Says in the middle of the chart why nothing is drawn. */
export function emptyNotice(text: string): Plugin<'line'> {
  return {
    id: 'empty-notice',
    afterDraw({ ctx, chartArea }) {
      ctx.save();
      ctx.font = `18px ${FONT}`;
      ctx.fillStyle = FAINT;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(text, (chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2);
      ctx.restore();
    },
  };
}
