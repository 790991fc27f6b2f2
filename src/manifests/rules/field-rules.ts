import type { Rule } from '../rule.ts';

const SCALED = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-worker
spec:
  scaleTargetRef:
    name: orders-worker
  maxReplicaCount: 20
  triggers:
    - type: rabbitmq
      metadata:
        queueName: orders
        hostFromEnv: RABBITMQ_URL
        mode: QueueLength
        value: "20"
`;

/** What the tables of fields find. */
export const FIELD_RULES: readonly Rule[] = [
  {
    id: 'unknown-kind',
    severity: 'error',
    title: 'There is no such kind in this API version',
    reason: 'The API server refuses the object, or does so from its next release on.',
    fix: 'Write the kind and apiVersion that the API reference names.',
    bad: SCALED.replace('kind: ScaledObject', 'kind: ScaledObjekt'),
    good: SCALED,
  },
  {
    id: 'unknown-field',
    severity: 'error',
    title: 'There is no such field',
    reason:
      'kubectl refuses it on the day of the deployment; other clients drop it without a word, and what was meant does not happen.',
    fix: 'Write the field as the API reference names it, at its level.',
    bad: SCALED.replace('maxReplicaCount', 'maxReplicas'),
    good: SCALED,
  },
  {
    id: 'missing-field',
    severity: 'error',
    title: 'A field that must be there is missing',
    reason: 'The API server refuses the object.',
    fix: 'Add the field.',
    bad: SCALED.replace('    name: orders-worker\n  max', '    kind: Deployment\n  max'),
    good: SCALED,
  },
  {
    id: 'wrong-type',
    severity: 'error',
    title: 'A value is of another type than its field',
    reason: 'The API server refuses the object: "20" is text, 20 is a number, and on is a boolean.',
    fix: 'Write the value in the type of its field.',
    bad: SCALED.replace('maxReplicaCount: 20', 'maxReplicaCount: "20"'),
    good: SCALED,
  },
  {
    id: 'bad-value',
    severity: 'error',
    title: 'A value is outside of what its field takes',
    reason: 'The API server refuses the object, or the controller does later.',
    fix: 'Write one of the values that the message names.',
    bad: SCALED.replace('maxReplicaCount: 20', 'maxReplicaCount: 20\n  pollingInterval: 0'),
    good: SCALED,
  },
];
