import type { Side } from '../../src/model/pair.ts';
import type { Run } from '../../src/model/run.ts';
import type { EvidencePlan } from './evidence-plan.ts';

/** One chunk of load as it was measured. */
export type Chunk =
  | {
      readonly kind: 'pair' | 'assigned';
      readonly level: number;
      readonly first: Side;
      readonly base: Run;
      readonly head: Run;
    }
  | { readonly kind: 'single'; readonly level: number; readonly run: Run };

/** A session of measurements: digests of its runs, no raw samples. */
export interface Recording {
  readonly recordedAt: string;
  /** What the machine was doing beside: `idle`, or whatever is worth knowing. */
  readonly conditions: string;
  readonly plan: EvidencePlan;
  readonly chunks: readonly Chunk[];
}

/** All requests together are what is judged; endpoints would make the file ten times as large. */
export function withoutEndpoints(run: Run): Run {
  return { ...run, series: run.series.filter(({ endpoint }) => endpoint === null) };
}

export function pairsOf({ chunks }: Recording, kind: 'pair' | 'assigned', level: number) {
  return chunks.flatMap((chunk) => (chunk.kind === kind && chunk.level === level ? [chunk] : []));
}

export function singlesOf({ chunks }: Recording, level: number): readonly Run[] {
  return chunks.flatMap((chunk) => (chunk.kind === 'single' && chunk.level === level ? [chunk.run] : []));
}
