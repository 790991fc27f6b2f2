import type { LoadTimeline, TimelineBin } from '../../src/model/load-timeline.ts';
import { addValue, type LogHistogram } from '../../src/stats/log-histogram.ts';

/** What one second of a made-up test was like. */
export interface SecondSpec {
  readonly rate: number;
  readonly ms: number;
  readonly failed?: number;
  readonly failure?: string;
  readonly dropped?: number;
  /** Requests that ended in it; as many as began otherwise. */
  readonly ended?: number;
}

/** A timeline of one request an iteration; latencies of a second lie within 10 % of its `ms`. */
export function aTimeline(seconds: readonly SecondSpec[]): LoadTimeline {
  return { startMs: 1_767_614_400_000, binSeconds: 1, bins: seconds.map(binOf), maxVus: 10, notices: [] };
}

/** So many seconds of one kind. */
export function lasting(seconds: number, spec: SecondSpec): SecondSpec[] {
  return new Array<SecondSpec>(seconds).fill(spec);
}

function binOf({
  rate,
  ms,
  failed = 0,
  failure = 'status 500',
  dropped = 0,
  ended,
}: SecondSpec): TimelineBin {
  const latencies: LogHistogram = new Map();
  const successful = rate - failed;
  for (let index = 0; index < successful; index++)
    addValue(latencies, ms * (0.9 + (0.2 * (index + 0.5)) / successful));
  return {
    latencies,
    failed,
    failures: failed === 0 ? new Map() : new Map([[failure, failed]]),
    ended: ended ?? rate,
    iterations: rate,
    dropped,
  };
}
