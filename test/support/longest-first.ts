import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest by far, the longest first: one that began last would keep one worker busy while the others are done. */
const LONGEST = [
  'integration/paired-shop',
  'dist/story',
  'dist/action-story',
  'integration/k6-engine',
  'contract/paired-servers',
  'dist/bad-input',
  'integration/embedded-killed',
  'integration/analyse',
  'calibration/gate-calibration',
  'unit/app/run-pairs',
];

/** Sorts as vitest does, by its own record of durations where there is one, and puts what is known to take long in front. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((name) => moduleId.includes(`/test/${name}.test.`));
  return index < 0 ? LONGEST.length : index;
}
