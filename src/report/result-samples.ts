import { plainText, shortenMiddle } from '../lib/plain-text.ts';
import type { MetricSample } from '../model/metric-sample.ts';
import type { Verdict } from '../model/verdict.ts';
import { VERDICT_CODES } from './verdict-codes.ts';

const MAX_LABEL = 120;
const MAX_URL = 300;
const MS_PER_SECOND = 1_000;

/** What every result has, of whichever test. */
export interface Result {
  readonly createdAt: string;
  readonly key: string;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly runUrl: string | null;
  readonly verdict: Verdict;
}

/** None where there is no value: a gap in a chart says what a zero would hide. */
export type SampleMaker = (
  name: string,
  value: number | null,
  labels?: Readonly<Record<string, string>>,
) => readonly MetricSample[];

/**
 * Makes the samples of one result. They carry only labels that stay the same from job to job, so that each is one line of
 * a chart, and the time of the result.
 */
export function samplesOf({ createdAt, key, branch }: Result, test: string): SampleMaker {
  const atMs = Date.parse(createdAt);
  const series = { service: label(key), test, branch: label(branch ?? '') };
  return (name, value, labels = {}) =>
    value === null || !Number.isFinite(value)
      ? []
      : [{ name, labels: { ...series, ...labels }, value, atMs }];
}

/** Which job it was, and how it was judged: the only sample with labels that are new in every job is the first. */
export function verdictSamples(result: Result, sample: SampleMaker, engine: string): readonly MetricSample[] {
  const labels = {
    commit: label(result.commit ?? ''),
    run_url: label(result.runUrl ?? '', MAX_URL),
    verdict: result.verdict.kind,
    engine,
  };
  return [
    ...sample('perfgate_run_info', 1, labels),
    ...sample('perfgate_verdict_code', VERDICT_CODES[result.verdict.kind]),
  ];
}

/** Labels come from scripts and version control: plain, and never so long that a database refuses the whole push. */
export function label(text: string, max = MAX_LABEL): string {
  return shortenMiddle(plainText(text), max);
}

export function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / MS_PER_SECOND;
}
