import type { CanvasKit, Paint } from 'canvaskit-wasm';
import { parseColour, withAlpha } from './colours.ts';
import type { DrawingState } from './drawing-state.ts';

/** How the state fills; the caller deletes it. */
export function fillPaint(kit: CanvasKit, { fillStyle, globalAlpha }: DrawingState): Paint {
  const paint = new kit.Paint();
  paint.setAntiAlias(true);
  paint.setStyle(kit.PaintStyle.Fill);
  paint.setColor(withAlpha(parseColour(String(fillStyle)), globalAlpha));
  return paint;
}

/** How the state draws lines; the caller deletes it. */
export function strokePaint(kit: CanvasKit, state: DrawingState): Paint {
  const paint = new kit.Paint();
  paint.setAntiAlias(true);
  paint.setStyle(kit.PaintStyle.Stroke);
  paint.setColor(withAlpha(parseColour(String(state.strokeStyle)), state.globalAlpha));
  paint.setStrokeWidth(state.lineWidth);
  paint.setStrokeCap(capOf(kit, state.lineCap));
  paint.setStrokeJoin(joinOf(kit, state.lineJoin));
  paint.setStrokeMiter(state.miterLimit);
  if (state.lineDash.length > 0) {
    const effect = kit.PathEffect.MakeDash([...state.lineDash], state.lineDashOffset);
    paint.setPathEffect(effect);
    effect.delete();
  }
  return paint;
}

function capOf({ StrokeCap }: CanvasKit, cap: DrawingState['lineCap']) {
  return { butt: StrokeCap.Butt, round: StrokeCap.Round, square: StrokeCap.Square }[cap];
}

function joinOf({ StrokeJoin }: CanvasKit, join: DrawingState['lineJoin']) {
  return { miter: StrokeJoin.Miter, round: StrokeJoin.Round, bevel: StrokeJoin.Bevel }[join];
}
