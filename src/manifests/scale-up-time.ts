import type { YamlNode } from './yaml/located-node.ts';
import { itemsAt, mapAt, numberAt, textAt } from './yaml/read-node.ts';

interface Policy {
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}

/** How often Kubernetes looks, in seconds. */
const SYNC_SECONDS = 15;
const LONGEST_SECONDS = 3_600;
/** Kubernetes' own policies where a behavior block names none. */
const DEFAULT_POLICIES: readonly Policy[] = [
  { type: 'Pods', value: 4, periodSeconds: 15 },
  { type: 'Percent', value: 100, periodSeconds: 15 },
];

/**
 * Seconds from the first decision until a behavior block lets the count reach `max` from `min`, by the rate limits of the HPA
 * alone; infinite when it never does within an hour. A window of stabilisation comes on top.
 */
export function scaleUpSeconds(behavior: YamlNode, min: number, max: number): number {
  const rules = mapAt(behavior, 'scaleUp');
  const select = textAt(rules, 'selectPolicy') ?? 'Max';
  if (select === 'Disabled') return Number.POSITIVE_INFINITY;
  const policies = policiesOf(rules);
  const added: { readonly at: number; readonly count: number }[] = [];
  let count = Math.max(1, min);
  for (let at = 0; at <= LONGEST_SECONDS; at += SYNC_SECONDS) {
    const limits = policies.map((policy) =>
      limitOf(policy, count - addedSince(added, at - policy.periodSeconds)),
    );
    const limit = select === 'Min' ? Math.min(...limits) : Math.max(...limits);
    const next = Math.min(max, Math.max(count, limit));
    if (next > count) added.push({ at, count: next - count });
    count = next;
    if (count >= max) return at;
  }
  return Number.POSITIVE_INFINITY;
}

function policiesOf(rules: YamlNode | null): readonly Policy[] {
  const policies = itemsAt(rules, 'policies').map((policy) => ({
    type: textAt(policy, 'type') ?? '',
    value: numberAt(policy, 'value') ?? 0,
    periodSeconds: numberAt(policy, 'periodSeconds') ?? 0,
  }));
  return policies.length === 0 ? DEFAULT_POLICIES : policies;
}

function limitOf({ type, value }: Policy, start: number): number {
  return type === 'Percent' ? Math.ceil(start * (1 + value / 100)) : start + value;
}

function addedSince(added: readonly { readonly at: number; readonly count: number }[], from: number): number {
  return added.reduce((sum, { at, count }) => (at > from ? sum + count : sum), 0);
}
