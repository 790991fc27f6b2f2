import { type AutoscalingReport, MILESTONES, type MilestoneComparison } from '../../model/autoscaling.ts';

/**
 * Measured times against the ranges of a simulation. A time is within a range also when it misses it by no more than
 * the measurement can tell.
 */
export function compareMilestones(
  measured: AutoscalingReport,
  simulated: Pick<AutoscalingReport, 'milestones'>,
): readonly MilestoneComparison[] {
  return MILESTONES.flatMap((milestone) => {
    const [found, expected] = [measured.milestones[milestone], simulated.milestones[milestone]];
    if (found === null || expected === null) return [];
    const { min, max } = expected;
    const time = found.median;
    const slack = measured.resolutionSeconds;
    const within =
      time === null ? max === null : min !== null && time >= min - slack && time <= (max ?? time) + slack;
    return [{ milestone, measured: time, simulated: expected, within }];
  });
}
