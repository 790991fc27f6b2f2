import type { Tags } from '../vu/vu-backend.ts';

/** Tags of samples, with what would have to be made of them for every sample. Nobody may change the tags. */
export class TagSet {
  readonly tags: Tags;
  readonly json: string;
  /** Numbers of the series with these tags, by metric; one `SamplePack` keeps them, and empties them when it forgets. */
  series = new Map<string, number>();
  /** Of the pack's memory, when it last wrote into `series`. */
  generation = 0;

  constructor(tags: Tags) {
    this.tags = tags;
    this.json = JSON.stringify(tags);
  }
}
