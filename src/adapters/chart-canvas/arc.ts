/** A cubic Bézier curve from where the pen is: two control points and the end. */
export type Cubic = readonly [number, number, number, number, number, number];

export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  /** Radians, clockwise on a canvas. */
  readonly rotation: number;
  readonly start: number;
  readonly end: number;
  readonly counterclockwise: boolean;
}

/** Where an arc begins. */
export function arcStart(ellipse: Ellipse): readonly [number, number] {
  return pointAt(ellipse, Math.cos(ellipse.start), Math.sin(ellipse.start));
}

/**
 * An arc as cubics of at most a quarter turn each, which is exact to 0.03 % of the radius
 * (the usual 4/3 tan(angle / 4) rule).
 */
export function arcCubics(ellipse: Ellipse): readonly Cubic[] {
  const sweep = sweepOf(ellipse);
  const count = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const step = sweep / count;
  const pull = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, index): Cubic => {
    const from = ellipse.start + index * step;
    const [cos0, sin0, cos1, sin1] = [
      Math.cos(from),
      Math.sin(from),
      Math.cos(from + step),
      Math.sin(from + step),
    ];
    return [
      ...pointAt(ellipse, cos0 - pull * sin0, sin0 + pull * cos0),
      ...pointAt(ellipse, cos1 + pull * sin1, sin1 - pull * cos1),
      ...pointAt(ellipse, cos1, sin1),
    ];
  });
}

function sweepOf({ start, end, counterclockwise }: Ellipse): number {
  const turn = 2 * Math.PI;
  const sweep = end - start;
  if (!counterclockwise) return sweep >= turn ? turn : ((sweep % turn) + turn) % turn;
  return sweep <= -turn ? -turn : ((sweep % turn) - turn) % turn;
}

function pointAt({ x, y, rx, ry, rotation }: Ellipse, u: number, v: number): readonly [number, number] {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return [x + rx * u * cos - ry * v * sin, y + rx * u * sin + ry * v * cos];
}
