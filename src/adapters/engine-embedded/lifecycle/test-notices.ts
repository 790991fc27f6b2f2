import { formatNumberOf } from '../../../lib/format-number.ts';
import { exceptionNotice } from '../../../model/exceptions.ts';
import type { Notice } from '../../../model/run.ts';
import { RELATIVE_ACCURACY } from '../../../stats/log-histogram.ts';
import { withoutSamples } from '../metrics/thresholds.ts';
import { MOST_EXACT_VALUES, type TrendSink } from '../metrics/trend-sink.ts';
import type { TestState } from './test-state.ts';

/** Starts that are later than this (99th percentile, ms) are worth telling: the generator was short of something. */
const NOTABLE_LAG_MS = 20;

/** What a reader of the results should know of how the test went. */
export function testNotices(
  test: TestState,
  startLag: TrendSink,
  withoutHandleSummary: boolean,
): readonly Notice[] {
  const { counts, metrics } = test;
  const lag = startLag.quantile(0.99);
  const { exceptions } = test.exceptions;
  const hasHook = test.exportedFunctions.includes('handleSummary');
  return [
    ...test.options.notices,
    ...(exceptions === null ? [] : [exceptionNotice(exceptions)]),
    ...noticeIf(
      counts.dropped > 0,
      'iterations-dropped',
      `${formatNumberOf(counts.dropped, 'iteration')} had no VU or no time to start`,
    ),
    ...noticeIf(
      counts.interrupted > 0,
      'iterations-interrupted',
      `${formatNumberOf(counts.interrupted, 'iteration')} cut off`,
    ),
    ...noticeIf(
      lag > NOTABLE_LAG_MS,
      'iterations-late',
      `1 % of the iterations started ${Math.round(lag)} ms or more after they were due`,
    ),
    ...noticeIf(
      metrics.registry.rejectedSamples > 0,
      'samples-rejected',
      `${metrics.registry.rejectedSamples} samples were of no metric or no number`,
    ),
    ...noticeIf(
      metrics.registry.hasRoundedTrend,
      'percentiles-rounded',
      `percentiles of trends with more than ${MOST_EXACT_VALUES} values are within ${RELATIVE_ACCURACY * 100} %; avg, min, max and count are exact`,
    ),
    ...noticeIf(
      hasHook && withoutHandleSummary,
      'handle-summary-not-called',
      "the script's handleSummary was not called: reports take its place",
    ),
    ...withoutSamples(test.thresholds).map(({ metric, expression }) => ({
      code: 'threshold-without-samples',
      text: `the threshold ${expression} of ${metric} had no samples to look at and says nothing`,
    })),
  ];
}

function noticeIf(condition: boolean, code: string, text: string): readonly Notice[] {
  return condition ? [{ code, text }] : [];
}
