import type { Paint, PathBuilder, Canvas as SkCanvas, Path as SkPath } from 'canvaskit-wasm';
import { arcCubics, arcStart, type Ellipse } from './arc.ts';
import { type DrawingState, defaultState } from './drawing-state.ts';
import { fillPaint, strokePaint } from './paints.ts';
import type { Skia } from './skia.ts';
import { horizontalShift, verticalShift } from './text-placement.ts';
import type { ShapedFont, TextShaper } from './text-shaper.ts';

type Matrix = readonly number[];

/**
 * The part of CanvasRenderingContext2D that Chart.js draws with, on Skia. Gradients, patterns, images and shadows are
 * not there: our charts use none.
 */
export class Context2d {
  readonly canvas: object;
  readonly #skia: Skia;
  readonly #shaper: TextShaper;
  readonly #target: SkCanvas;
  readonly #saved: { readonly state: DrawingState; readonly matrix: Matrix }[] = [];
  #state: DrawingState = defaultState();
  #matrix: Matrix;
  /** In device space, as the canvas standard says: a later transform does not move it. */
  #path: PathBuilder;
  #pathIsEmpty = true;

  constructor(canvas: object, target: SkCanvas, skia: Skia, shaper: TextShaper) {
    this.canvas = canvas;
    this.#target = target;
    this.#skia = skia;
    this.#shaper = shaper;
    this.#matrix = skia.kit.Matrix.identity();
    this.#path = new skia.kit.PathBuilder();
  }

  /** State that Chart.js sets as properties; `undefined` and NaN leave it as it is. */
  get state(): DrawingState {
    return this.#state;
  }

  save(): void {
    this.#target.save();
    this.#saved.push({ state: { ...this.#state }, matrix: this.#matrix });
  }

  restore(): void {
    const saved = this.#saved.pop();
    if (saved === undefined) return;
    this.#target.restore();
    this.#state = saved.state;
    this.#matrix = saved.matrix;
  }

  translate(x: number, y: number): void {
    this.#concat(this.#skia.kit.Matrix.translated(x, y));
  }

  rotate(angle: number): void {
    this.#concat(this.#skia.kit.Matrix.rotated(angle));
  }

  scale(x: number, y: number): void {
    this.#concat(this.#skia.kit.Matrix.scaled(x, y));
  }

  transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#concat([a, c, e, b, d, f, 0, 0, 1]);
  }

  resetTransform(): void {
    const inverse = this.#skia.kit.Matrix.invert([...this.#matrix]);
    if (inverse !== null) this.#target.concat(inverse);
    this.#matrix = this.#skia.kit.Matrix.identity();
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.resetTransform();
    this.transform(a, b, c, d, e, f);
  }

  beginPath(): void {
    this.#path.delete();
    this.#path = new this.#skia.kit.PathBuilder();
    this.#pathIsEmpty = true;
  }

  moveTo(x: number, y: number): void {
    const [deviceX = 0, deviceY = 0] = this.#toDevice(x, y);
    this.#path.moveTo(deviceX, deviceY);
    this.#pathIsEmpty = false;
  }

  lineTo(x: number, y: number): void {
    if (this.#pathIsEmpty) {
      this.moveTo(x, y);
      return;
    }
    const [deviceX = 0, deviceY = 0] = this.#toDevice(x, y);
    this.#path.lineTo(deviceX, deviceY);
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    if (this.#pathIsEmpty) this.moveTo(x1, y1);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = this.#toDevice(x1, y1, x2, y2, x, y);
    this.#path.cubicTo(a, b, c, d, e, f);
  }

  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    if (this.#pathIsEmpty) this.moveTo(x1, y1);
    const [a = 0, b = 0, c = 0, d = 0] = this.#toDevice(x1, y1, x, y);
    this.#path.quadTo(a, b, c, d);
  }

  closePath(): void {
    if (!this.#pathIsEmpty) this.#path.close();
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    this.#addArc({ x, y, rx: radius, ry: radius, rotation: 0, start, end, counterclockwise });
  }

  ellipse(
    x: number,
    y: number,
    rx: number,
    ry: number,
    rotation: number,
    start: number,
    end: number,
    ccw = false,
  ): void {
    this.#addArc({ x, y, rx, ry, rotation, start, end, counterclockwise: ccw });
  }

  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
    if (this.#pathIsEmpty) this.moveTo(x1, y1);
    const [a = 0, b = 0, c = 0, d = 0] = this.#toDevice(x1, y1, x2, y2);
    this.#path.arcToTangent(a, b, c, d, radius);
  }

  fill(): void {
    this.#draw(this.#userPath(), this.#fillPaint());
  }

  stroke(): void {
    this.#draw(this.#userPath(), this.#strokePaint());
  }

  clip(): void {
    const path = this.#userPath();
    this.#target.clipPath(path, this.#skia.kit.ClipOp.Intersect, true);
    path.delete();
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#drawRect(x, y, width, height, this.#fillPaint());
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#drawRect(x, y, width, height, this.#strokePaint());
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    const paint = new this.#skia.kit.Paint();
    paint.setBlendMode(this.#skia.kit.BlendMode.Clear);
    this.#drawRect(x, y, width, height, paint);
  }

  setLineDash(dash: readonly number[]): void {
    this.#state.lineDash = dash.length % 2 === 1 ? [...dash, ...dash] : [...dash];
  }

  getLineDash(): number[] {
    return [...this.#state.lineDash];
  }

  measureText(text: string) {
    const font = this.#font();
    const { width } = this.#shaper.shape(font, String(text));
    return {
      width,
      actualBoundingBoxLeft: 0,
      actualBoundingBoxRight: width,
      actualBoundingBoxAscent: font.ascent,
      actualBoundingBoxDescent: font.descent,
      fontBoundingBoxAscent: font.ascent,
      fontBoundingBoxDescent: font.descent,
    };
  }

  fillText(text: string, x: number, y: number, maxWidth?: number): void {
    this.#drawText(String(text), x, y, maxWidth, this.#fillPaint());
  }

  strokeText(text: string, x: number, y: number, maxWidth?: number): void {
    this.#drawText(String(text), x, y, maxWidth, this.#strokePaint());
  }

  /** Frees what is left in Skia's memory; the context must not be used afterwards. */
  dispose(): void {
    this.#path.delete();
  }

  setFont(css: string): void {
    if (this.#shaper.fontOf(css) !== null) this.#state.font = css;
  }

  #font(): ShapedFont {
    const font = this.#shaper.fontOf(this.#state.font);
    if (font === null) throw new Error(`no font for ${this.#state.font}`);
    return font;
  }

  #concat(matrix: Matrix): void {
    this.#target.concat([...matrix]);
    this.#matrix = this.#skia.kit.Matrix.multiply([...this.#matrix], [...matrix]);
  }

  #toDevice(...points: number[]): number[] {
    return this.#skia.kit.Matrix.mapPoints([...this.#matrix], points);
  }

  #addArc(ellipse: Ellipse): void {
    this.lineTo(...arcStart(ellipse));
    for (const cubic of arcCubics(ellipse)) this.bezierCurveTo(...cubic);
  }

  /** The path as seen from the transform of now, which the target applies when it draws. */
  #userPath(): SkPath {
    const inverse = this.#skia.kit.Matrix.invert([...this.#matrix]);
    const device = this.#path.snapshot();
    const builder = new this.#skia.kit.PathBuilder(device);
    device.delete();
    if (inverse !== null) builder.transform(inverse);
    return builder.detachAndDelete();
  }

  #draw(path: SkPath, paint: Paint): void {
    this.#target.drawPath(path, paint);
    path.delete();
    paint.delete();
  }

  #drawRect(x: number, y: number, width: number, height: number, paint: Paint): void {
    this.#target.drawRect(this.#skia.kit.XYWHRect(x, y, width, height), paint);
    paint.delete();
  }

  #drawText(text: string, x: number, y: number, maxWidth: number | undefined, paint: Paint): void {
    const font = this.#font();
    const { glyphs, positions, width } = this.#shaper.shape(font, text);
    const squeeze = maxWidth !== undefined && width > maxWidth ? maxWidth / width : 1;
    this.#target.save();
    this.#target.translate(x, y);
    this.#target.scale(squeeze, 1);
    const [dx, dy] = [
      horizontalShift(this.#state.textAlign, width),
      verticalShift(this.#state.textBaseline, font),
    ];
    if (glyphs.length > 0) this.#target.drawGlyphs([...glyphs], [...positions], dx, dy, font.font, paint);
    this.#target.restore();
    paint.delete();
  }

  #fillPaint(): Paint {
    return fillPaint(this.#skia.kit, this.#state);
  }

  #strokePaint(): Paint {
    return strokePaint(this.#skia.kit, this.#state);
  }
}

/** Chart.js reads and writes these as properties of the context. */
for (const name of Object.keys(defaultState()) as (keyof DrawingState)[]) {
  Object.defineProperty(Context2d.prototype, name, {
    get(this: Context2d) {
      return this.state[name];
    },
    set(this: Context2d, value: unknown) {
      if (value === undefined || value === null || Number.isNaN(value)) return;
      if (name === 'font') this.setFont(String(value));
      else Object.assign(this.state, { [name]: value });
    },
  });
}
