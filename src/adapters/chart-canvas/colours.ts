import { Color } from '@kurkle/color';

const parsed = new Map<string, Float32Array>();

/** A CSS colour as red, green, blue and alpha from 0 to 1; black for what is no colour. */
export function parseColour(css: string): Float32Array {
  let colour = parsed.get(css);
  if (colour === undefined) {
    const { rgb } = new Color(css) as { rgb: { r: number; g: number; b: number; a: number } | null };
    colour =
      rgb === null
        ? Float32Array.of(0, 0, 0, 1)
        : Float32Array.of(rgb.r / 255, rgb.g / 255, rgb.b / 255, rgb.a);
    parsed.set(css, colour);
  }
  return colour;
}

/** The colour with its alpha multiplied. */
export function withAlpha(colour: Float32Array, alpha: number): Float32Array {
  return Float32Array.of(colour[0] ?? 0, colour[1] ?? 0, colour[2] ?? 0, (colour[3] ?? 1) * alpha);
}
