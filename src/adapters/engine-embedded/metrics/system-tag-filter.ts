import { ABSENT_SYSTEM_TAGS, DEFAULT_SYSTEM_TAGS } from '../options/system-tags.ts';
import type { EngineSample, Tags } from '../vu/vu-backend.ts';

/** Takes the system tags off that `systemTags` does not name; samples that share their tags keep sharing them. */
export function systemTagFilter(enabled: readonly string[]): (sample: EngineSample) => EngineSample {
  const disabled = [...DEFAULT_SYSTEM_TAGS, ...ABSENT_SYSTEM_TAGS].filter((tag) => !enabled.includes(tag));
  if (DEFAULT_SYSTEM_TAGS.every((tag) => enabled.includes(tag))) return (sample) => sample;
  const filtered = new WeakMap<Tags, Tags>();
  return (sample) => {
    const known = filtered.get(sample.tags) ?? withoutTags(sample.tags, disabled);
    filtered.set(sample.tags, known);
    return known === sample.tags ? sample : { ...sample, tags: known };
  };
}

function withoutTags(tags: Tags, names: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !names.includes(name)));
}
