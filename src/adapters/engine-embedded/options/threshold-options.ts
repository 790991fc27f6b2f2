import type { OptionProblems } from './option-problems.ts';
import { durationMs, isRecord, OptionReader } from './option-reader.ts';

/** A threshold as the options state it; the expression is not yet parsed. */
export interface ThresholdOption {
  /** `http_req_duration`, or with tags: `http_req_duration{name:login}`. */
  readonly metric: string;
  readonly expression: string;
  readonly abortOnFail: boolean;
  readonly delayAbortEvalMs: number;
}

const EXPECTED = 'a text such as "p(95)<500" or an object {threshold, abortOnFail, delayAbortEval}';

/** Every threshold of `options.thresholds`, in order. */
export function readThresholds(value: unknown, problems: OptionProblems): readonly ThresholdOption[] {
  if (value === undefined) return [];
  if (!isRecord(value)) {
    problems.add('thresholds', 'an object of lists', value);
    return [];
  }
  return Object.entries(value).flatMap(([metric, list]) => readMetric(metric, list, problems));
}

function readMetric(metric: string, list: unknown, problems: OptionProblems): readonly ThresholdOption[] {
  const path = `thresholds.${metric}`;
  if (!Array.isArray(list)) {
    problems.add(path, 'a list of thresholds', list);
    return [];
  }
  return list.flatMap((entry, index) => readEntry(metric, entry, `${path}[${index}]`, problems));
}

function readEntry(
  metric: string,
  entry: unknown,
  path: string,
  problems: OptionProblems,
): ThresholdOption[] {
  if (typeof entry === 'string') {
    return [{ metric, expression: entry, abortOnFail: false, delayAbortEvalMs: 0 }];
  }
  if (!isRecord(entry) || typeof entry.threshold !== 'string') {
    problems.add(path, EXPECTED, entry);
    return [];
  }
  const reader = new OptionReader(entry, path, problems);
  reader.rejectUnknown(['threshold', 'abortOnFail', 'delayAbortEval'], 'a threshold');
  const delayAbortEvalMs = durationMs(entry.delayAbortEval ?? 0) ?? reader.duration('delayAbortEval');
  return [{ metric, expression: entry.threshold, abortOnFail: reader.flag('abortOnFail'), delayAbortEvalMs }];
}
