import type { Finding, FindingReport } from '../model/finding.ts';
import type { FindingEntry } from '../model/history.ts';
import type { Promotion } from '../model/report.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { type Filing, fileJob } from './file-job.ts';
import { findingKey } from './load-findings.ts';

/**
 * Puts a finding into the history, by the same rules as a run of the gate.
 * @returns what became of it
 */
export async function fileFinding(
  report: Omit<FindingReport, 'promotion'>,
  filing: Pick<Filing, 'source' | 'updateBaseline' | 'filed'>,
  store: Pick<BaselineStore, 'add'>,
): Promise<Promotion> {
  const { id, createdAt: at, key, verdict, finding, acceptance } = report;
  return fileJob({ ...filing, verdict, acceptance }, { id, at }, (job) => {
    const entry: FindingEntry = { ...job, job: filing.source.job, finding: withoutPoints(finding) };
    return store.add(findingKey(finding.test, key), { kind: 'finding', finding: entry });
  });
}

/** What is only drawn is in the artifact of its run. */
function withoutPoints(finding: Finding): Finding {
  switch (finding.test) {
    case 'stress':
      return { ...finding, steps: [] };
    case 'spike':
      return { ...finding, points: [] };
    case 'soak': {
      const { latency, resources } = finding;
      return {
        ...finding,
        latency: latency === null ? null : { ...latency, points: [] },
        resources: resources.map((drift) => ({ ...drift, points: [] })),
      };
    }
  }
}
