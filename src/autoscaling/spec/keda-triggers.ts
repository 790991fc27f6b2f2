import { parseCron } from '../../lib/cron-schedule.ts';
import { isTimeZone } from '../../lib/time-zone.ts';
import type { AutoscalerMetric, MetricTarget, Signal } from './autoscaler-spec.ts';
import { signalOfQuery } from './query-signal.ts';

/** A trigger as a ScaledObject states it. */
export interface StatedTrigger {
  readonly type: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly metricType: 'AverageValue' | 'Value' | 'Utilization' | null;
}

/** A metric, or why the trigger is left out of the simulation, or what is wrong with it. */
export type ReadTrigger =
  | { readonly kind: 'metric'; readonly metric: AutoscalerMetric }
  | { readonly kind: 'left-out'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly problem: string };

/** Where a queue's trigger has its target, what it is by default, and above what it is active. */
interface QueueKeys {
  readonly target: string;
  readonly fallback: number | null;
  readonly activation: string;
}

const QUEUES: Readonly<Record<string, QueueKeys>> = {
  activemq: keys('targetQueueSize', 10, 'activationTargetQueueSize'),
  'apache-kafka': keys('lagThreshold', 10, 'activationLagThreshold'),
  'artemis-queue': keys('queueLength', 10, 'activationQueueLength'),
  'aws-sqs-queue': keys('queueLength', 5, 'activationQueueLength'),
  'azure-queue': keys('queueLength', 5, 'activationQueueLength'),
  'azure-servicebus': keys('messageCount', 5, 'activationMessageCount'),
  'gcp-pubsub': keys('value', 10, 'activationValue'),
  kafka: keys('lagThreshold', 10, 'activationLagThreshold'),
  'nats-jetstream': keys('lagThreshold', 10, 'activationLagThreshold'),
  pulsar: keys('msgBacklogThreshold', 10, 'activationMsgBacklogThreshold'),
  redis: keys('listLength', 5, 'activationListLength'),
  'redis-streams': keys('pendingEntriesCount', 5, 'activationLagCount'),
};

export function readTrigger(trigger: StatedTrigger, rateWindowSeconds: number | null): ReadTrigger {
  const { type } = trigger;
  if (type === 'cron') return cronMetric(trigger);
  if (type === 'cpu') return cpuMetric(trigger);
  if (type === 'prometheus') return prometheusMetric(trigger, rateWindowSeconds);
  if (type === 'rabbitmq') return rabbitMetric(trigger);
  const queue = Object.hasOwn(QUEUES, type) ? QUEUES[type] : undefined;
  if (queue !== undefined) return externalMetric(trigger, { kind: 'backlog', scraped: false }, queue);
  const reason =
    type === 'memory'
      ? 'memory does not follow the load in this model'
      : `what a ${type} trigger sees is not modelled`;
  return { kind: 'left-out', reason };
}

function prometheusMetric(trigger: StatedTrigger, rateWindowSeconds: number | null): ReadTrigger {
  const signal = signalOfQuery(trigger.metadata.query ?? '', rateWindowSeconds);
  return externalMetric(trigger, signal, keys('threshold', null, 'activationThreshold'));
}

/** `mode` and `value`, or the older `queueLength`; 20 messages by default. */
function rabbitMetric(trigger: StatedTrigger): ReadTrigger {
  const { mode = 'QueueLength', queueLength } = trigger.metadata;
  if (mode !== 'QueueLength' && mode !== 'MessageRate')
    return { kind: 'left-out', reason: `rabbitmq's mode ${mode} is not modelled` };
  const signal: Signal =
    mode === 'MessageRate' ? { kind: 'rate', windowSeconds: null } : { kind: 'backlog', scraped: false };
  const target = queueLength === undefined ? 'value' : 'queueLength';
  return externalMetric(trigger, signal, keys(target, 20, 'activationValue'));
}

function externalMetric(trigger: StatedTrigger, signal: Signal, where: QueueKeys): ReadTrigger {
  const value = numberIn(trigger, where.target) ?? where.fallback;
  const activation = numberIn(trigger, where.activation) ?? 0;
  if (value === null || !(value > 0)) return wrong(trigger, where.target, 'a number above 0');
  if (Number.isNaN(activation)) return wrong(trigger, where.activation, 'a number');
  const kind = trigger.metricType === 'Value' ? 'value' : 'average';
  return metric(trigger, signal, { kind, value }, activation);
}

/** The kubelet's metrics wake nothing up, and readiness counts. */
function cpuMetric(trigger: StatedTrigger): ReadTrigger {
  const type = trigger.metricType ?? trigger.metadata.type ?? 'Utilization';
  if (type !== 'Utilization')
    return {
      kind: 'left-out',
      reason: 'processor time in cores needs requests, which are in another manifest',
    };
  const value = numberIn(trigger, 'value');
  if (value === null || !(value > 0)) return wrong(trigger, 'value', 'a percentage above 0');
  return {
    kind: 'metric',
    metric: {
      name: trigger.name,
      signal: { kind: 'cpu' },
      target: { kind: 'utilization', value },
      scope: 'pods',
      activation: null,
    },
  };
}

function cronMetric(trigger: StatedTrigger): ReadTrigger {
  const { start = '', end = '', timezone = '' } = trigger.metadata;
  const [starts, ends] = [parseCron(start), parseCron(end)];
  if (!starts.ok) return { kind: 'wrong', problem: `cron start ${JSON.stringify(start)}: ${starts.problem}` };
  if (!ends.ok) return { kind: 'wrong', problem: `cron end ${JSON.stringify(end)}: ${ends.problem}` };
  if (!isTimeZone(timezone))
    return { kind: 'wrong', problem: `cron timezone ${JSON.stringify(timezone)} is no IANA time zone` };
  const desiredReplicas = numberIn(trigger, 'desiredReplicas');
  if (desiredReplicas === null || !Number.isInteger(desiredReplicas))
    return wrong(trigger, 'desiredReplicas', 'a whole number');
  const window = { start: starts.schedule, end: ends.schedule, timeZone: timezone, desiredReplicas };
  return metric(trigger, { kind: 'cron', trigger: window }, { kind: 'average', value: 1 }, 0);
}

function metric(
  { name }: StatedTrigger,
  signal: Signal,
  target: MetricTarget,
  activation: number,
): ReadTrigger {
  return { kind: 'metric', metric: { name, signal, target, scope: 'whole', activation } };
}

function wrong({ type, metadata }: StatedTrigger, key: string, expected: string): ReadTrigger {
  const got = metadata[key] === undefined ? 'nothing' : JSON.stringify(metadata[key]);
  return { kind: 'wrong', problem: `trigger ${type}, ${key}: expected ${expected}, got ${got}` };
}

/** `null` when it is not stated, NaN when it is no number. */
function numberIn({ metadata }: StatedTrigger, key: string): number | null {
  const text = metadata[key]?.trim();
  return text === undefined ? null : text === '' ? Number.NaN : Number(text);
}

function keys(target: string, fallback: number | null, activation: string): QueueKeys {
  return { target, fallback, activation };
}
