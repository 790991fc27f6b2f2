import { Color } from '@kurkle/color';

/** Red, green, blue and alpha from 0 to 1, as Skia takes them. */
export type Colour = Float32Array;

const BLACK: Colour = Float32Array.of(0, 0, 0, 1);
const parsed = new Map<string, Colour>();

/** A CSS colour; black for what is no colour. */
export function parseColour(css: string): Colour {
  const known = parsed.get(css);
  if (known !== undefined) return known;
  const { valid, rgb } = new Color(css);
  const colour = valid ? Float32Array.of(rgb.r / 255, rgb.g / 255, rgb.b / 255, rgb.a) : BLACK;
  parsed.set(css, colour);
  return colour;
}

/** The colour with its alpha multiplied. */
export function withAlpha(colour: Colour, alpha: number): Colour {
  const [red = 0, green = 0, blue = 0, opacity = 1] = colour;
  return Float32Array.of(red, green, blue, opacity * alpha);
}
