import type { AutoscalingSpec } from './autoscaling-spec.ts';

/** Seconds before the spike that are worth their room. */
const BEFORE = 30;
/** Of the time until all is well again, as much again after it. */
const AFTER = 0.3;
const LEAST_SECONDS = 120;

/** The part of the timeline in which something happens: from shortly before the spike until all is well again. */
export function visiblePart(spec: AutoscalingSpec): AutoscalingSpec {
  const ends = spec.marks.map(({ spread }) => spread.max);
  const known = ends.filter((end) => end !== null);
  const isOver = known.length === ends.length && ends.length > 0;
  const until = isOver ? Math.max(LEAST_SECONDS, Math.max(...known) * (1 + AFTER)) : Number.POSITIVE_INFINITY;
  const timeline = spec.timeline.filter(({ second }) => second >= -BEFORE && second <= until);
  return { ...spec, timeline };
}
