import type { ChartSpec } from '../model/chart-spec.ts';

export type ChartImage =
  | { readonly kind: 'image'; readonly png: Uint8Array }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Draws a chart as PNG. Loaded lazily; can never fail the gate. */
export interface ChartRenderer {
  /** Begins to load what drawing needs, for callers with something else to wait for. */
  prepare(): void;
  render(spec: ChartSpec): Promise<ChartImage>;
}
