import { isotonicFit } from './isotonic-fit.ts';

/** Where a rising curve goes through a level. */
export type Crossing =
  | { readonly kind: 'at'; readonly x: number }
  /** Already over it at the first point. */
  | { readonly kind: 'before' }
  /** Not over it at the last point. */
  | { readonly kind: 'after' };

/** A measured point of the curve; `x` ascending. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/** Crossing of the isotonic fit of the points, by linear interpolation between neighbours. */
export function risingCrossing(points: readonly CurvePoint[], level: number): Crossing {
  const fitted = isotonicFit(
    points.map(({ y }) => y),
    points.map(({ weight }) => weight),
  );
  const over = fitted.findIndex((y) => y > level);
  if (over === 0) return { kind: 'before' };
  if (over < 0) return { kind: 'after' };
  const [x0, x1] = [points[over - 1]?.x ?? 0, points[over]?.x ?? 0];
  const [y0, y1] = [fitted[over - 1] ?? level, fitted[over] ?? level];
  return { kind: 'at', x: x0 + ((x1 - x0) * (level - y0)) / (y1 - y0) };
}
