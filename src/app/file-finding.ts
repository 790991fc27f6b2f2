import { promotionOf } from '../gate/promotion.ts';
import type { Finding, FindingReport } from '../model/finding.ts';
import type { Promotion } from '../model/report.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { SourceFacts } from '../ports/environment.ts';
import { findingKey } from './load-findings.ts';

/**
 * Puts a finding where `promotionOf` says, by the same rules as a run of the gate. A refused save is told, never fatal.
 * @returns what became of it
 */
export async function fileFinding(
  report: Omit<FindingReport, 'promotion'>,
  source: SourceFacts,
  updateBaseline: 'auto' | 'always' | 'never',
  store: BaselineStore,
): Promise<Promotion> {
  const { id, createdAt, key, commit, branch, verdict, finding, acceptance } = report;
  const decided = promotionOf({ verdict, source, updateBaseline, acceptance });
  if (decided.status === 'not-saved') return { kind: 'not-saved', reason: decided.reason };
  const accepted = acceptance !== null && decided.opensEpoch ? { entry: id, ...acceptance } : null;
  const entry = {
    ...{ id, at: createdAt, commit, branch, verdict: verdict.kind },
    ...{ status: decided.status, statusReason: decided.reason, opensEpoch: decided.opensEpoch },
    acceptance: accepted,
    finding: withoutPoints(finding),
  };
  const saved = await store.add(findingKey(finding.test, key), { kind: 'finding', finding: entry });
  if (saved.kind !== 'refused') return { kind: decided.status, reason: decided.reason };
  return { kind: 'not-saved', reason: `${saved.reason}. ${saved.hint}` };
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
