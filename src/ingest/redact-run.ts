import type { LoadFacts, Run, RunEnd } from '../model/run.ts';

/**
 * A run without secrets in its texts. URLs with a token are the names of endpoints where the script gives none, and
 * exceptions quote what they met; both would go to the baseline store, the reports and comments.
 */
export function redactRun(run: Run, redact: (text: string) => string): Run {
  const named = <T extends { readonly endpoint: string | null }>(of: T): T =>
    of.endpoint === null ? of : { ...of, endpoint: redact(of.endpoint) };
  return {
    ...run,
    load: redactLoad(run.load, redact),
    end: redactEnd(run.end, redact),
    thresholds: run.thresholds.map((threshold) => ({ ...threshold, metric: redact(threshold.metric) })),
    series: run.series.map(named),
    ...(run.summary === undefined ? {} : { summary: run.summary.map(named) }),
    notices: run.notices.map((notice) => ({ ...notice, text: redact(notice.text) })),
  };
}

function redactLoad(load: LoadFacts, redact: (text: string) => string): LoadFacts {
  const { exceptions } = load;
  if (exceptions === undefined) return load;
  return { ...load, exceptions: { ...exceptions, first: redact(exceptions.first) } };
}

function redactEnd(end: RunEnd, redact: (text: string) => string): RunEnd {
  return 'message' in end ? { ...end, message: redact(end.message) } : end;
}
