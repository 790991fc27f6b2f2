/** What one metric asks for: a number of replicas, or why there is none. */
export type MetricProposal =
  | { readonly kind: 'replicas'; readonly replicas: number }
  | { readonly kind: 'failed'; readonly reason: string };

export function replicas(count: number): MetricProposal {
  return { kind: 'replicas', replicas: Math.min(count, MAX_REPLICAS) };
}

export function failed(reason: string): MetricProposal {
  return { kind: 'failed', reason };
}

/** Replicas are 32-bit numbers. */
const MAX_REPLICAS = 2 ** 31 - 1;

/**
 * Kubernetes keeps quantities as whole thousandths, rounded up. 12.3 pods' worth of a metric is therefore 12 300, and
 * ratios are of whole numbers.
 */
export function inThousandths(value: number): number {
  // Without the crumbs of binary fractions, which would round 0.3 up to 301.
  return Math.ceil(Math.round(value * 1e9) / 1e6);
}
