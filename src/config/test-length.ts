import { formatDuration, parseDuration } from '../lib/duration.ts';
import type { FindingTest } from '../model/finding.ts';
import { SHORTEST, shortestInWords, shortestMs } from '../model/shortest-test.ts';
import { invalidConfig } from './resolve-settings.ts';
import type { Problem } from './setting.ts';

/** What is known before the load of how long it will be. */
export interface TestLength {
  readonly test: FindingTest;
  /** Whether it is the script that comes with perf-gate: then its environment says how long it is. */
  readonly isShipped: boolean;
  /** The setting; milliseconds. */
  readonly durationMs: number | null;
  /** Whether the length of a stress test's steps is stated. */
  readonly stepIsKnown: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Refuses a load in which nothing can be found, before it is applied.
 * @throws GateError CONFIG_INVALID that names what was given and what is needed
 */
export function checkTestLength(length: TestLength): void {
  const problems = [...durationProblems(length), ...spikeProblems(length)];
  if (problems.length > 0) throw invalidConfig(problems);
}

/** What a person should know before the load, where the length is not theirs to give, or not known. */
export function lengthRemarks({ test, isShipped, durationMs, env }: TestLength): readonly string[] {
  if (isShipped && test === 'spike' && durationMs !== null)
    return [
      'duration is without effect on the spike test: give its parts with -e BEFORE, -e SPIKE and -e AFTER',
    ];
  if (isShipped || durationMs !== null || env.DURATION !== undefined) return [];
  return [
    `how long the load lasts is up to the script: a ${test} test needs ${shortestInWords(test)} to find anything`,
  ];
}

function durationProblems({ test, isShipped, durationMs, stepIsKnown, env }: TestLength): Problem[] {
  // The parts of the shipped spike have lengths of their own.
  if (isShipped && test === 'spike') return [];
  const given = isShipped ? env.DURATION : undefined;
  const ms = given === undefined ? durationMs : parseDuration(given);
  const least = shortestMs(test, stepIsKnown);
  if (ms === null || ms >= least) return [];
  const path = given === undefined ? 'duration' : '-e DURATION';
  const expected = `at least ${formatDuration(least)} for a ${test} test (${shortestInWords(test)}) to find anything`;
  return [{ path, expected, got: given ?? formatDuration(ms) }];
}

function spikeProblems({ test, isShipped, env }: TestLength): Problem[] {
  if (test !== 'spike' || !isShipped) return [];
  const parts = [
    ['BEFORE', SHORTEST.spike.before],
    ['AFTER', SHORTEST.spike.after],
  ] as const;
  return parts.flatMap(([name, seconds]) => {
    const ms = parseDuration(env[name] ?? '');
    if (ms === null || ms >= seconds * 1000) return [];
    const expected = `at least ${seconds}s: a spike test needs ${shortestInWords(test)} to find anything`;
    return [{ path: `-e ${name}`, expected, got: env[name] ?? '' }];
  });
}
