import type { Font } from 'canvaskit-wasm';
import type { FontFace, Skia } from './skia.ts';

/** A CSS font that is ready to draw with. */
export interface ShapedFont {
  readonly css: string;
  readonly size: number;
  readonly font: Font;
  /** Distances from the alphabetic line, both positive, in pixels. */
  readonly ascent: number;
  readonly descent: number;
}

export interface ShapedText {
  readonly glyphs: readonly number[];
  /** x and y of each glyph, in turn. */
  readonly positions: readonly number[];
  readonly width: number;
}

const CSS_FONT = /(?:^|\s)(?:(bold|bolder|\d{3})\s+)?([\d.]+)px/;
const MAX_CACHED_TEXTS = 5_000;

export interface TextShaper {
  /** `null` when the text is no CSS font with a size in pixels. */
  fontOf(css: string): ShapedFont | null;
  shape(font: ShapedFont, text: string): ShapedText;
}

/** Lays out text glyph by glyph, without kerning: labels of charts need no more. */
export function makeTextShaper({ kit, faces }: Skia): TextShaper {
  const fonts = new Map<string, ShapedFont>();
  const texts = new Map<string, ShapedText>();

  function makeFont(css: string): ShapedFont | null {
    const match = CSS_FONT.exec(css);
    if (match === null) return null;
    const size = Number(match[2]);
    const font = new kit.Font(faceFor(faces, weightOf(match[1])).typeface, size);
    font.setSubpixel(true);
    font.setEdging(kit.FontEdging.AntiAlias);
    font.setHinting(kit.FontHinting.None);
    font.setLinearMetrics(true);
    const { ascent, descent } = font.getMetrics();
    return { css, size, font, ascent: -ascent, descent };
  }

  function layOut(font: ShapedFont, text: string): ShapedText {
    const glyphs = [...font.font.getGlyphIDs(text)];
    const widths = font.font.getGlyphWidths(glyphs);
    const positions: number[] = [];
    let width = 0;
    for (const advance of widths) {
      positions.push(width, 0);
      width += advance;
    }
    return { glyphs, positions, width };
  }

  return {
    fontOf(css) {
      const known = fonts.get(css) ?? makeFont(css);
      if (known !== null) fonts.set(css, known);
      return known;
    },
    shape(font, text) {
      const key = `${font.css}\0${text}`;
      const shaped = texts.get(key) ?? layOut(font, text);
      if (texts.size >= MAX_CACHED_TEXTS) texts.clear();
      texts.set(key, shaped);
      return shaped;
    },
  };
}

function weightOf(css: string | undefined): number {
  if (css === undefined) return 400;
  return css.startsWith('bold') ? 700 : Number(css);
}

function faceFor(faces: readonly FontFace[], weight: number): FontFace {
  const [first, ...rest] = faces;
  if (first === undefined) throw new Error('there is no font to draw text with');
  return rest.reduce(
    (best, face) => (Math.abs(face.weight - weight) < Math.abs(best.weight - weight) ? face : best),
    first,
  );
}
