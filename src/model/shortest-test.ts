import type { FindingTest } from './finding.ts';

/** What a load must have for anything to be found in it. Seconds, where nothing else is said. */
export const SHORTEST = {
  /** `unknownSteps`: so many, where it is read off the load how long a step is. */
  stress: { steps: 5, stepSeconds: 5, requests: 300, unknownSteps: 6 },
  spike: { before: 10, after: 20 },
  soak: { seconds: 20 * 60 },
} as const;

/** The same in words, for messages, help and documentation. */
export function shortestInWords(test: FindingTest): string {
  switch (test) {
    case 'stress':
      return `${SHORTEST.stress.steps} rising steps of ${SHORTEST.stress.stepSeconds} s and ${SHORTEST.stress.requests} requests`;
    case 'spike':
      return `${SHORTEST.spike.before} quiet seconds before the spike and ${SHORTEST.spike.after} s after it`;
    case 'soak':
      return `${SHORTEST.soak.seconds / 60} minutes`;
  }
}

/**
 * The shortest load that a test of a kind can have, in milliseconds.
 * @param stepIsKnown whether the length of a stress test's steps is stated
 */
export function shortestMs(test: FindingTest, stepIsKnown = false): number {
  const { stress, spike, soak } = SHORTEST;
  switch (test) {
    case 'stress':
      return (stepIsKnown ? stress.steps : stress.unknownSteps) * stress.stepSeconds * 1000;
    case 'spike':
      return (spike.before + 1 + spike.after) * 1000;
    case 'soak':
      return soak.seconds * 1000;
  }
}
