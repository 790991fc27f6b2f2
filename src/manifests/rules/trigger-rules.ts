import type { Bundle } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import { type OwnedTrigger, triggersIn } from '../triggers/bundle-triggers.ts';
import {
  badValues,
  conflictingNames,
  deprecatedNames,
  missingNames,
  unknownNames,
  unknownType,
  untypedValues,
} from '../triggers/check-metadata.ts';
import { authenticationOf } from '../triggers/trigger-authentication.ts';

const QUEUE = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-worker
spec:
  scaleTargetRef:
    name: orders-worker
  triggers:
    - type: kafka
      metadata:
        bootstrapServers: kafka:9092
        consumerGroup: orders
        topic: orders
        lagThreshold: "50"
`;

/** What KEDA's webhook never looks at: a mistake here shows only as a ScaledObject that is not Ready. */
export const TRIGGER_RULES: readonly Rule[] = [
  {
    id: 'trigger-type',
    severity: 'error',
    title: 'KEDA has no scaler of this type',
    reason: 'The object is accepted, never becomes Ready, and nothing scales.',
    fix: 'Write one of the scaler names of the KEDA documentation.',
    bad: QUEUE.replace('type: kafka', 'type: kafak'),
    good: QUEUE,
    check: forEachTrigger(unknownType),
  },
  {
    id: 'trigger-metadata-unknown',
    severity: 'error',
    title: 'The scaler reads no metadata of this name',
    reason: 'KEDA passes over it without a word: the default stays in force.',
    fix: 'Write the name as the scaler documents it; case counts.',
    bad: QUEUE.replace('lagThreshold', 'lagTreshold'),
    good: QUEUE,
    check: forEachTrigger(unknownNames),
  },
  {
    id: 'trigger-metadata-missing',
    severity: 'error',
    title: 'The scaler needs metadata that nothing gives',
    reason: 'The object is accepted, never becomes Ready, and nothing scales.',
    fix: 'Add it to metadata, from the environment of the container, or by a TriggerAuthentication.',
    bad: QUEUE.replace('        consumerGroup: orders\n', ''),
    good: QUEUE,
    check: function* (bundle) {
      for (const owned of triggersIn(bundle))
        yield* missingNames(owned, authenticationOf(bundle, owned.owner, owned.trigger));
    },
  },
  {
    id: 'trigger-metadata-value',
    severity: 'error',
    title: 'The scaler cannot read a value',
    reason: 'The object is accepted, never becomes Ready, and nothing scales.',
    fix: 'Write a value of the kind that the message names.',
    bad: QUEUE.replace('"50"', '50 messages'),
    good: QUEUE,
    check: forEachTrigger(badValues),
  },
  {
    id: 'trigger-metadata-not-text',
    severity: 'error',
    title: 'A value of metadata is not text',
    reason: 'Metadata is a map of text to text; the API server refuses a number, a boolean or a list.',
    fix: 'Quote the value.',
    bad: QUEUE.replace('"50"', '50'),
    good: QUEUE,
    check: forEachTrigger(untypedValues),
  },
  {
    id: 'trigger-metadata-deprecated',
    severity: 'warning',
    title: 'Metadata is no longer read, or soon will not be',
    reason: 'An upgrade of KEDA turns it into an error, or into nothing.',
    fix: 'Write what took its place.',
    bad: QUEUE.replace(
      /type: kafka[\s\S]*/,
      'type: memory\n      metadata:\n        type: Utilization\n        value: "80"\n',
    ).replace('  triggers', '  minReplicaCount: 2\n  triggers'),
    good: QUEUE.replace(
      /type: kafka[\s\S]*/,
      'type: memory\n      metricType: Utilization\n      metadata:\n        value: "80"\n',
    ).replace('  triggers', '  minReplicaCount: 2\n  triggers'),
    check: forEachTrigger(deprecatedNames),
  },
  {
    id: 'trigger-metadata-conflict',
    severity: 'error',
    title: 'Two parameters exclude each other',
    reason: 'The object is accepted, never becomes Ready, and nothing scales.',
    fix: 'Keep one of them.',
    bad: `${QUEUE}        allowIdleConsumers: "true"\n        limitToPartitionsWithLag: "true"\n`,
    good: `${QUEUE}        allowIdleConsumers: "true"\n`,
    check: forEachTrigger(conflictingNames),
  },
];

function forEachTrigger(check: (owned: OwnedTrigger) => Iterable<Complaint>) {
  return function* (bundle: Bundle): Generator<Complaint> {
    for (const owned of triggersIn(bundle)) yield* check(owned);
  };
}
