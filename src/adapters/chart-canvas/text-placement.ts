import type { ShapedFont } from './text-shaper.ts';

/** From the anchor to where text of a width begins. */
export function horizontalShift(align: string, width: number): number {
  if (align === 'center') return -width / 2;
  return align === 'right' || align === 'end' ? -width : 0;
}

/** From the anchor to the alphabetic line, by the em square, as browsers do it. */
export function verticalShift(baseline: string, { size, ascent, descent }: ShapedFont): number {
  const top = (size * ascent) / (ascent + descent);
  const bottom = size - top;
  if (baseline === 'top') return top;
  if (baseline === 'hanging') return ascent * 0.8;
  if (baseline === 'middle') return (top - bottom) / 2;
  return baseline === 'bottom' || baseline === 'ideographic' ? -bottom : 0;
}
