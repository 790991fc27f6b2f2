import { type Bundle, ofKind } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import { metadataEntry, metadataText, type ScaledObject, specPlace, type Trigger } from '../scaled-object.ts';
import { triggersOfType } from '../triggers/bundle-triggers.ts';
import type { Placed } from '../yaml/located-node.ts';
import { entryAt, numberAt, textAt } from '../yaml/read-node.ts';
import { changed, SCALED_WORKER } from './example-manifests.ts';

const PARTITIONS = 'perf-gate/kafka-partitions';
const KAFKA = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: events-worker
  annotations:
    ${PARTITIONS}: "12"
spec:
  scaleTargetRef:
    name: events-worker
  maxReplicaCount: 12
  triggers:
    - type: kafka
      metadata:
        bootstrapServers: kafka:9092
        consumerGroup: events
        topic: events
        lagThreshold: "100"
        limitToPartitionsWithLag: "true"
`;
const SQS = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: emails-worker
spec:
  scaleTargetRef:
    name: emails-worker
  triggers:
    - type: aws-sqs-queue
      metadata:
        queueURL: https://sqs.eu-central-1.amazonaws.com/123456789012/emails
        queueLength: "30"
        awsRegion: eu-central-1
        scaleOnInFlight: "true"
`;

/** What single brokers want. */
export const BROKER_RULES: readonly Rule[] = [
  {
    id: 'rabbitmq-mode',
    severity: 'error',
    title: 'mode and value of a rabbitmq trigger go together',
    reason: 'KEDA refuses one without the other, and refuses queueLength beside them.',
    fix: 'Write both, or neither for a QueueLength of 20.',
    bad: changed(SCALED_WORKER, '        mode: QueueLength\n', ''),
    good: SCALED_WORKER,
    check: halfModes,
  },
  {
    id: 'rabbitmq-http-only',
    severity: 'error',
    title: 'This needs the HTTP protocol of rabbitmq',
    reason: 'Over AMQP KEDA sees the length of one queue and nothing else, and refuses the trigger.',
    fix: 'Write protocol: http and the address of the management plugin, or mode: QueueLength.',
    bad: changed(SCALED_WORKER, 'mode: QueueLength', 'protocol: amqp\n        mode: MessageRate'),
    good: changed(SCALED_WORKER, 'mode: QueueLength', 'protocol: http\n        mode: MessageRate'),
    check: httpOnly,
  },
  {
    id: 'kafka-needs-topic',
    severity: 'error',
    title: 'This needs the topic of a kafka trigger',
    reason: 'Without a topic KEDA looks at all topics of the group, and refuses what is about partitions.',
    fix: 'Add the topic to the metadata.',
    bad: changed(KAFKA, '        topic: events\n', ''),
    good: KAFKA,
    check: missingTopics,
  },
  {
    id: 'kafka-above-partitions',
    severity: 'warning',
    title: 'More replicas than partitions',
    reason: 'A partition has one consumer at most: KEDA stops at their number, and more would idle.',
    fix: 'Lower maxReplicaCount, add partitions, or write allowIdleConsumers: "true".',
    bad: changed(KAFKA, 'maxReplicaCount: 12', 'maxReplicaCount: 50'),
    good: KAFKA,
    check: abovePartitions,
  },
  {
    id: 'sqs-in-flight-ignored',
    severity: 'warning',
    title: 'Messages in flight do not count, and the worker scales to zero',
    reason:
      'Once the last message is taken the queue looks empty: after the cooldown the worker is stopped at its work.',
    fix: 'Take scaleOnInFlight away (it counts them by default), or write minReplicaCount: 1.',
    bad: changed(SQS, 'scaleOnInFlight: "true"', 'scaleOnInFlight: "false"'),
    good: SQS,
    check: function* (bundle) {
      for (const scaled of bundle.scaledObjects)
        for (const trigger of scaled.triggers) {
          const off = /^(0|f|false)$/i.test(metadataText(trigger, 'scaleOnInFlight') ?? '');
          if (trigger.type === 'aws-sqs-queue' && off && scaled.min === 0)
            yield {
              at: placeIn(trigger, 'scaleOnInFlight'),
              message: 'messages that are being worked on do not keep the worker',
            };
        }
    },
  },
];

function placeIn(trigger: Trigger, ...names: readonly string[]): Placed {
  for (const name of names) {
    const entry = metadataEntry(trigger, name);
    if (entry !== null) return entry.keyNode;
  }
  return trigger.node;
}

function isOn(trigger: Trigger, name: string): boolean {
  return /^(1|t|true)$/i.test(metadataText(trigger, name) ?? '');
}

function* halfModes(bundle: Bundle): Generator<Complaint> {
  for (const { trigger } of triggersOfType(bundle, 'rabbitmq')) {
    const [mode, value, queueLength] = ['mode', 'value', 'queueLength'].map((name) =>
      metadataText(trigger, name),
    );
    if (queueLength != null) {
      if (mode != null || value != null)
        yield { at: placeIn(trigger, 'queueLength'), message: 'queueLength stands beside mode and value' };
    } else if ((mode == null) !== (value == null))
      yield {
        at: placeIn(trigger, 'mode', 'value'),
        message: mode == null ? 'value without mode' : 'mode without value',
      };
  }
}

function* httpOnly(bundle: Bundle): Generator<Complaint> {
  for (const { trigger } of triggersOfType(bundle, 'rabbitmq')) {
    const protocol = metadataText(trigger, 'protocol') ?? 'auto';
    const scheme = /^(amqp|http)s?:/.exec(metadataText(trigger, 'host') ?? '')?.[1];
    if ((protocol === 'auto' ? scheme : protocol) !== 'amqp') continue;
    const mode = metadataText(trigger, 'mode') ?? 'QueueLength';
    if (mode !== 'QueueLength') yield { at: placeIn(trigger, 'mode'), message: `mode ${mode} over AMQP` };
    for (const name of ['useRegex', 'excludeUnacknowledged'])
      if (isOn(trigger, name)) yield { at: placeIn(trigger, name), message: `${name} over AMQP` };
    if (metadataText(trigger, 'timeout') !== null)
      yield { at: placeIn(trigger, 'timeout'), message: 'timeout over AMQP' };
  }
}

function* missingTopics(bundle: Bundle): Generator<Complaint> {
  for (const { trigger } of triggersOfType(bundle, 'kafka', 'apache-kafka')) {
    if (metadataText(trigger, 'topic') !== null || metadataText(trigger, 'topicFromEnv') !== null) continue;
    for (const name of ['limitToPartitionsWithLag', 'ensureEvenDistributionOfPartitions'])
      if (isOn(trigger, name)) yield { at: placeIn(trigger, name), message: `${name} without topic` };
    if (/^(0|f|false)$/i.test(metadataText(trigger, 'fullMetadata') ?? ''))
      yield { at: placeIn(trigger, 'fullMetadata'), message: 'fullMetadata: "false" without topic' };
  }
}

function* abovePartitions(bundle: Bundle): Generator<Complaint> {
  for (const scaled of bundle.scaledObjects)
    for (const trigger of scaled.triggers) {
      if (!/^(apache-)?kafka$/.test(trigger.type) || isOn(trigger, 'allowIdleConsumers')) continue;
      const partitions = partitionsOf(bundle, scaled, metadataText(trigger, 'topic'));
      if (partitions !== null && scaled.max > partitions)
        yield {
          at: specPlace(scaled, 'maxReplicaCount'),
          message: `up to ${scaled.max} replicas for ${partitions} partitions`,
        };
    }
}

/** From Strimzi's KafkaTopic among the files, or from an annotation of the ScaledObject. */
function partitionsOf(bundle: Bundle, { manifest }: ScaledObject, topic: string | null): number | null {
  const stated = textAt(entryAt(manifest.root, 'metadata', 'annotations', PARTITIONS)?.value ?? null);
  if (stated !== null && /^\d+$/.test(stated)) return Number(stated);
  const found = ofKind(bundle, 'KafkaTopic').find(
    ({ root, name }) => (textAt(root, 'spec', 'topicName') ?? name) === topic,
  );
  return found === undefined ? null : numberAt(found.root, 'spec', 'partitions');
}
