import type { MetricProposal } from './metric-proposal.ts';

/** Replicas by all metrics together; `null` when nothing may be changed. */
export function combineProposals(proposals: readonly MetricProposal[], specReplicas: number): number | null {
  const counts = proposals.flatMap((proposal) => (proposal.kind === 'replicas' ? [proposal.replicas] : []));
  if (counts.length === 0) return null;
  const highest = Math.max(...counts);
  const incomplete = counts.length < proposals.length;
  // A metric that failed might have asked for more: nothing is taken away without it.
  return incomplete && highest < specReplicas ? null : highest;
}
