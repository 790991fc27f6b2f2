import { MOST_SERIES, type PackedSamples, type SeriesDefinition } from '../../guest/sample-pack.ts';
import type { EngineSample } from '../vu-backend.ts';

type Series = Pick<EngineSample, 'metric' | 'tags' | 'metadata'>;

/** What the numbers in a guest's samples stand for. */
export class SeriesTable {
  private readonly series = new Map<number, Series>();

  /** Whole samples again; those of one series share their tags. */
  unpack({ defined, values }: PackedSamples): readonly EngineSample[] {
    if (defined !== '') this.define(JSON.parse(defined) as SeriesDefinition[]);
    const samples: EngineSample[] = [];
    for (let at = 0; at + 2 < values.length; at += 3) {
      const series = this.series.get(values[at] ?? 0);
      if (series === undefined) continue;
      samples.push({ ...series, timeMs: values[at + 1] ?? 0, value: values[at + 2] ?? 0 });
    }
    return samples;
  }

  /** A pack may still speak of series from before the guest forgot them. */
  private define(definitions: readonly SeriesDefinition[]): void {
    for (const [id, metric, tags, metadata] of definitions) {
      this.series.set(id, metadata === null ? { metric, tags } : { metric, tags, metadata });
    }
    for (const id of this.series.keys()) {
      if (this.series.size <= 2 * MOST_SERIES) return;
      this.series.delete(id);
    }
  }
}
