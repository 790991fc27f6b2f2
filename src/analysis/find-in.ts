import type { Finding, FindingTest } from '../model/finding.ts';
import type { LoadTimeline } from '../model/load-timeline.ts';
import type { ResourceFeed } from '../model/resource-series.ts';
import type { GeneratorHealth } from '../model/run.ts';
import { findDrift, type SoakOptions } from './soak/find-drift.ts';
import { findRecovery } from './spike/find-recovery.ts';
import { findBreakingPoint, type StressOptions } from './stress/find-breaking-point.ts';
import { nothingSucceeded } from './timeline-counts.ts';

/** What is known of a test. */
export interface MeasuredTest {
  readonly timeline: LoadTimeline;
  /** `null` where nothing was scraped. */
  readonly feed: ResourceFeed | null;
  readonly generator: GeneratorHealth;
}

export interface FindingOptions {
  readonly stress: Omit<StressOptions, 'generator'>;
  readonly soak: SoakOptions;
}

/** What a test shows; where nothing succeeded at all, that is why it shows nothing, whatever else was short. */
export function findIn(test: FindingTest, measured: MeasuredTest, options: FindingOptions): Finding {
  const finding = finderOf(test, measured, options);
  const cause = CAUSELESS.includes(finding.outcome) ? nothingSucceeded(measured.timeline) : null;
  return cause === null ? finding : { ...finding, outcome: 'not-measured', cause };
}

const CAUSELESS: readonly string[] = ['not-measured', 'generator-bound'];

function finderOf(
  test: FindingTest,
  { timeline, feed, generator }: MeasuredTest,
  { stress, soak }: FindingOptions,
): Finding {
  switch (test) {
    case 'stress':
      return findBreakingPoint(timeline, { ...stress, generator });
    case 'spike':
      return findRecovery(timeline);
    case 'soak':
      return findDrift(timeline, feed, soak);
  }
}
