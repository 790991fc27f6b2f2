import type { Surface } from 'canvaskit-wasm';
import { Context2d } from './context-2d.ts';
import { encodePng } from './png.ts';
import type { Skia } from './skia.ts';
import { makeTextShaper, type TextShaper } from './text-shaper.ts';

/** What chartjs-node-canvas uses of the `canvas` package. */
export interface CanvasModule {
  createCanvas(width: number, height: number): ChartCanvas;
  registerFont(): void;
  readonly Image: new () => object;
  /** What `draw` answers; canvases that it makes at once, before it waits for anything, are freed when it has. */
  drawing<T>(draw: () => Promise<T>): Promise<T>;
}

/** An in-memory picture that Chart.js draws on. */
export class ChartCanvas {
  readonly width: number;
  readonly height: number;
  /** Chart.js sets sizes here. */
  readonly style: Record<string, string> = {};
  readonly #skia: Skia;
  readonly #surface: Surface;
  readonly #context: Context2d;

  constructor(width: number, height: number, skia: Skia, shaper: TextShaper) {
    const surface = skia.kit.MakeSurface(width, height);
    if (surface === null) throw new Error(`no drawing surface of ${width} by ${height}`);
    this.width = width;
    this.height = height;
    this.#skia = skia;
    this.#surface = surface;
    this.#context = new Context2d(this, surface.getCanvas(), skia, shaper);
  }

  getContext(kind: string): Context2d | null {
    return kind === '2d' ? this.#context : null;
  }

  /** As PNG. */
  toBuffer(done: (error: unknown, png?: Uint8Array) => void): void {
    encodePng({ width: this.width, height: this.height, rgba: this.#pixels() }).then(
      (png) => done(null, png),
      done,
    );
  }

  #pixels(): Uint8Array {
    const { ColorType, AlphaType, ColorSpace } = this.#skia.kit;
    const format = {
      colorType: ColorType.RGBA_8888,
      alphaType: AlphaType.Unpremul,
      colorSpace: ColorSpace.SRGB,
    };
    this.#surface.flush();
    const image = this.#surface.makeImageSnapshot();
    const pixels = image.readPixels(0, 0, { width: this.width, height: this.height, ...format });
    image.delete();
    if (!(pixels instanceof Uint8Array)) throw new Error('the pixels of the picture could not be read');
    return pixels;
  }

  dispose(): void {
    this.#context.dispose();
    this.#surface.dispose();
  }
}

class NoImage {}

export function makeCanvasModule(skia: Skia): CanvasModule {
  const shaper = makeTextShaper(skia);
  const made: ChartCanvas[] = [];
  return {
    createCanvas(width, height) {
      const canvas = new ChartCanvas(width, height, skia, shaper);
      made.push(canvas);
      return canvas;
    },
    registerFont: () => undefined,
    Image: NoImage,
    async drawing(draw) {
      const own: ChartCanvas[] = [];
      try {
        const answer = draw();
        own.push(...made.splice(0));
        return await answer;
      } finally {
        for (const canvas of [...own, ...made.splice(0)]) canvas.dispose();
      }
    },
  };
}
