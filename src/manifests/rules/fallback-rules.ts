import type { Bundle } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import {
  isResourceTrigger,
  metadataEntry,
  metadataText,
  type ScaledObject,
  specPlace,
} from '../scaled-object.ts';
import { entryOf, mapAt, numberAt } from '../yaml/read-node.ts';
import { changed, SCALED_SERVICE } from './example-manifests.ts';

const FALLBACK = '  fallback:\n    failureThreshold: 3\n    replicas: 6\n';

/** What happens when a metric cannot be had. */
export const FALLBACK_RULES: readonly Rule[] = [
  {
    id: 'fallback-missing',
    severity: 'warning',
    title: 'A prometheus trigger has no fallback',
    reason: 'While Prometheus is away the count stays as it is, however the load grows.',
    fix: 'Add fallback with failureThreshold and the replicas that carry a normal day.',
    bad: changed(SCALED_SERVICE, FALLBACK, ''),
    good: SCALED_SERVICE,
    check: function* (bundle) {
      for (const scaled of bundle.scaledObjects) {
        if (fallbackOf(scaled) !== null) continue;
        const trigger = scaled.triggers.find(({ type }) => type === 'prometheus');
        if (trigger !== undefined)
          yield {
            at: entryOf(trigger.node, 'type')?.value ?? trigger.node,
            message: 'nothing is said for when Prometheus does not answer',
          };
      }
    },
  },
  {
    id: 'fallback-never-fires',
    severity: 'warning',
    title: 'The fallback does not see an empty answer',
    reason:
      'By default an empty answer counts as 0, no failure: a broken scrape scales in, and the fallback never fires.',
    fix: 'Write ignoreNullValues: "false" in the metadata of the trigger.',
    bad: changed(SCALED_SERVICE, '        ignoreNullValues: "false"\n', ''),
    good: SCALED_SERVICE,
    check: function* (bundle) {
      for (const scaled of bundle.scaledObjects) {
        if (fallbackOf(scaled) === null) continue;
        for (const trigger of scaled.triggers)
          if (
            trigger.type === 'prometheus' &&
            !/^(0|f|false)$/i.test(metadataText(trigger, 'ignoreNullValues') ?? '')
          )
            yield {
              at:
                metadataEntry(trigger, 'ignoreNullValues')?.value ??
                entryOf(trigger.node, 'type')?.value ??
                trigger.node,
              message: 'an empty answer counts as 0 here, and the fallback never fires',
            };
      }
    },
  },
  {
    id: 'fallback-of-resources',
    severity: 'error',
    title: 'There is a fallback, and only cpu or memory to fall back from',
    reason: "KEDA's webhook refuses it: those metrics do not pass through KEDA.",
    fix: 'Take the fallback away.',
    bad: `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: shop
spec:
  scaleTargetRef:
    name: shop
  minReplicaCount: 2
  fallback:
    failureThreshold: 3
    replicas: 6
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: "70"
`,
    good: SCALED_SERVICE,
    check: (bundle) =>
      fallbacksWhere(bundle, ({ triggers }) =>
        triggers.length > 0 && triggers.every(isResourceTrigger)
          ? 'no trigger of this object can have a fallback'
          : null,
      ),
  },
  {
    id: 'fallback-out-of-range',
    severity: 'error',
    title: 'The fallback asks for fewer replicas than the smallest count, or more than the largest',
    reason: 'The count is capped without a word: the fallback is not what it says.',
    fix: 'Write a count between the two.',
    bad: changed(SCALED_SERVICE, 'replicas: 6', 'replicas: 60'),
    good: SCALED_SERVICE,
    check: (bundle) =>
      fallbacksWhere(
        bundle,
        ({ manifest, min, max }) => {
          const replicas = numberAt(manifest.root, 'spec', 'fallback', 'replicas');
          const outside = replicas !== null && (replicas > max || replicas < min);
          return outside ? `${replicas} replicas are outside of ${min} to ${max}` : null;
        },
        'replicas',
      ),
  },
];

function fallbackOf({ manifest }: ScaledObject) {
  return mapAt(manifest.root, 'spec', 'fallback');
}

function* fallbacksWhere(
  bundle: Bundle,
  fault: (scaled: ScaledObject) => string | null,
  ...field: readonly string[]
): Generator<Complaint> {
  for (const scaled of bundle.scaledObjects) {
    const problem = fallbackOf(scaled) === null ? null : fault(scaled);
    if (problem !== null) yield { at: specPlace(scaled, 'fallback', ...field), message: problem };
  }
}
