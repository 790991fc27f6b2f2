/** One change to the sound file, and the finding that it must give. */
export interface BrokenVariant {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  /** What begins the line of the finding, where that is not the changed text itself. */
  readonly lineOf?: string;
}

const HPA_OF_SHOP = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop-by-hand, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  maxReplicas: 4
---
`;
const SECOND_SCALED_OBJECT = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop-again, namespace: shop}
spec:
  minReplicaCount: 1
  maxReplicaCount: 2
  scaleTargetRef:
    name: shop
  triggers:
    - {type: kubernetes-workload, metadata: {podSelector: app=till, value: "2"}}
---
`;
const RULE = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule';
const QUERY = `        query: |
          sum(
            rate(http_requests_total{service="shop"}[1m])
          )
`;

export const BROKEN_VARIANTS: readonly BrokenVariant[] = [
  // Reading
  {
    title: 'a quote that is not closed',
    from: 'image: example.com/shop:1',
    to: 'image: "example.com/shop:1',
    rule: 'yaml-syntax',
    lineOf: '          image: "',
  },
  { title: 'a tab', from: '  maxUnavailable: 1', to: '\tmaxUnavailable: 1', rule: 'yaml-tab' },
  {
    title: 'a key that stands twice',
    from: '  minReplicaCount: 2\n',
    to: '  minReplicaCount: 2\n  minReplicaCount: 3\n',
    rule: 'yaml-duplicate-key',
    lineOf: '  minReplicaCount: 3',
  },
  {
    title: 'an alias without an anchor',
    from: 'memory: 64Mi',
    to: 'memory: *memory',
    rule: 'yaml-alias',
    lineOf: '            requests: {cpu: 100m, memory: *memory',
  },
  {
    title: 'a template',
    from: 'example.com/orders-worker:1',
    to: '{{ .Values.image }}',
    rule: 'template-left-in',
    lineOf: '          image: {{',
  },
  {
    title: 'a template in quotes',
    from: 'example.com/orders-worker:1',
    to: '"{{ .Values.image }}"',
    rule: 'template-left-in',
    lineOf: '          image: "{{',
  },
  {
    title: 'a silence without a reason',
    from: '  cooldownPeriod: 120',
    to: '  cooldownPeriod: 120 # perf-gate-ignore slow-polling',
    rule: 'ignore-without-reason',
  },
  {
    title: 'a silence of a rule that does not exist',
    from: '  cooldownPeriod: 120',
    to: '  cooldownPeriod: 120 # perf-gate-ignore slow-poling: typed in haste',
    rule: 'ignore-without-reason',
  },
  {
    title: 'a silence of nothing',
    from: '  cooldownPeriod: 120',
    to: '  cooldownPeriod: 120 # perf-gate-ignore slow-polling: was slow once',
    rule: 'ignore-unused',
  },
  // Fields
  {
    title: 'a kind that does not exist',
    from: 'kind: PodDisruptionBudget',
    to: 'kind: PodDisruptionBugdet',
    rule: 'unknown-kind',
    lineOf: 'apiVersion: policy/v1',
  },
  {
    title: 'a version that is gone',
    from: 'apiVersion: autoscaling/v2',
    to: 'apiVersion: autoscaling/v2beta2',
    rule: 'unknown-kind',
  },
  {
    title: 'a kind in the wrong group',
    from: 'apiVersion: policy/v1',
    to: 'apiVersion: v1',
    rule: 'unknown-kind',
    lineOf: 'apiVersion: v1\nkind: PodDis',
  },
  {
    title: 'a misspelt field of KEDA',
    from: 'cooldownPeriod: 120',
    to: 'coolDownPeriod: 120',
    rule: 'unknown-field',
  },
  {
    title: 'a field of KEDA one level too high',
    from: '    horizontalPodAutoscalerConfig:\n      behavior:\n        scaleUp:',
    to: '    horizontalPodAutoscalerConfig: {}\n    behavior:\n        scaleUp:',
    rule: 'unknown-field',
    lineOf: '    behavior:',
  },
  {
    title: 'a misspelt field of a container',
    from: 'periodSeconds: 2\n',
    to: 'periodSecond: 2\n',
    rule: 'unknown-field',
  },
  {
    title: 'a misspelt field of a Service',
    from: 'targetPort: 8080',
    to: 'targetport: 8080',
    rule: 'unknown-field',
    lineOf: '    - {name: http, port: 80',
  },
  {
    title: 'a misspelt field of an HPA',
    from: 'minReplicas: 2',
    to: 'minReplicaCount: 2',
    rule: 'unknown-field',
    lineOf: '  minReplicaCount: 2\n  maxReplicas: 8',
  },
  {
    title: 'a misspelt field of a ServiceMonitor',
    from: 'interval: 15s',
    to: 'intervall: 15s',
    rule: 'unknown-field',
    lineOf: '    - {port: http, path',
  },
  {
    title: 'a misspelt field of a PrometheusRule',
    from: '- alert: ShopDown',
    to: '- alarm: ShopDown',
    rule: 'unknown-field',
  },
  {
    title: 'a misspelt field of an authentication',
    from: '{parameter: host, name: rabbitmq, key: url}',
    to: '{parameter: host, name: rabbitmq, key: url, namespace: shop}',
    rule: 'unknown-field',
    lineOf: '    - {parameter',
  },
  {
    title: 'no image name',
    from: '    - {parameter: host, name: rabbitmq, key: url}',
    to: '    - {parameter: host, name: rabbitmq}',
    rule: 'missing-field',
  },
  {
    title: 'no selector',
    from: 'spec:\n  selector:\n    matchLabels: {app: shop}\n  template',
    to: 'spec:\n  template',
    rule: 'missing-field',
    lineOf: 'spec:\n  template',
  },
  {
    title: 'text for a number',
    from: 'maxReplicaCount: 20',
    to: 'maxReplicaCount: "20"',
    rule: 'wrong-type',
  },
  {
    title: 'a boolean for text',
    from: 'value: "postgres://db:5432/shop"',
    to: 'value: off',
    rule: 'wrong-type',
    lineOf: '            - {name: DATABASE',
  },
  {
    title: 'a map for a list',
    from: '          ports: [{name: http, containerPort: 8080}]',
    to: '          ports: {name: http, containerPort: 8080}',
    rule: 'wrong-type',
  },
  {
    title: 'a quantity that is none',
    from: 'memory: 128Mi',
    to: 'memory: 128MB',
    rule: 'bad-value',
    lineOf: '            requests: {cpu: 250m',
  },
  {
    title: 'a choice that does not exist',
    from: 'whenUnsatisfiable: ScheduleAnyway',
    to: 'whenUnsatisfiable: scheduleAnyway',
    rule: 'bad-value',
  },
  {
    title: 'a port beyond all ports',
    from: 'port: 80,',
    to: 'port: 80800,',
    rule: 'bad-value',
    lineOf: '    - {name: http, port',
  },
  {
    title: 'a polling interval of zero',
    from: 'pollingInterval: 10',
    to: 'pollingInterval: 0',
    rule: 'bad-value',
  },
  // Triggers
  {
    title: 'a scaler that does not exist',
    from: '- type: rabbitmq',
    to: '- type: rabbit-mq',
    rule: 'trigger-type',
  },
  {
    title: 'misspelt metadata',
    from: 'lagThreshold: "100"',
    to: 'lagTreshold: "100"',
    rule: 'trigger-metadata-unknown',
  },
  {
    title: 'missing metadata',
    from: '        consumerGroup: orders\n',
    to: '',
    rule: 'trigger-metadata-missing',
    lineOf: '    - type: kafka',
  },
  {
    title: 'metadata that is no number',
    from: 'lagThreshold: "100"',
    to: 'lagThreshold: "100 events"',
    rule: 'trigger-metadata-value',
  },
  {
    title: 'metadata that is no choice',
    from: 'protocol: amqp',
    to: 'protocol: AMQP',
    rule: 'trigger-metadata-value',
  },
  {
    title: 'metadata without quotes',
    from: 'queueLength: "10"',
    to: 'queueLength: 10',
    rule: 'trigger-metadata-not-text',
  },
  {
    title: 'deprecated metadata',
    from: '        mode: QueueLength\n        value: "20"\n',
    to: '        queueLength: "20"\n',
    rule: 'trigger-metadata-deprecated',
  },
  {
    title: 'metadata that excludes other',
    from: 'limitToPartitionsWithLag: "true"\n',
    to: 'limitToPartitionsWithLag: "true"\n        allowIdleConsumers: "true"\n',
    rule: 'trigger-metadata-conflict',
    lineOf: '        limitToPartitionsWithLag',
  },
  {
    title: 'a mode without a value',
    from: '        mode: QueueLength\n        value: "20"\n',
    to: '        mode: QueueLength\n',
    rule: 'rabbitmq-mode',
  },
  {
    title: 'a rate over AMQP',
    from: 'mode: QueueLength',
    to: 'mode: MessageRate',
    rule: 'rabbitmq-http-only',
  },
  {
    title: 'partitions without a topic',
    from: '        topic: orders\n',
    to: '',
    rule: 'kafka-needs-topic',
    lineOf: '        limitToPartitionsWithLag',
  },
  {
    title: 'more replicas than partitions',
    from: 'kafka-partitions: "12"',
    to: 'kafka-partitions: "6"',
    rule: 'kafka-above-partitions',
    lineOf: '  maxReplicaCount: 12',
  },
  {
    title: 'messages in flight that do not count',
    from: 'queueLength: "10"\n',
    to: 'queueLength: "10"\n        scaleOnInFlight: "false"\n',
    rule: 'sqs-in-flight-ignored',
    lineOf: '        scaleOnInFlight',
  },
  {
    title: 'two triggers of one name',
    from: '    - type: cpu\n',
    to: '    - type: cpu\n      name: requests\n',
    rule: 'trigger-name-twice',
    lineOf: '      name: requests\n      metricType',
  },
  {
    title: 'cached metrics of the CPU',
    from: '    - type: cpu\n',
    to: '    - type: cpu\n      useCachedMetrics: true\n',
    rule: 'cached-metrics',
    lineOf: '      useCachedMetrics',
  },
  {
    title: 'a metric type that kafka has not',
    from: '    - type: kafka\n',
    to: '    - type: kafka\n      metricType: Utilization\n',
    rule: 'metric-type-of-resource',
    lineOf: '      metricType: Utilization\n      metadata:\n        bootstrap',
  },
  {
    title: 'a formula of unknown triggers',
    from: '  advanced:\n',
    to: '  advanced:\n    scalingModifiers: {formula: requests + errors, target: "50"}\n',
    rule: 'scaling-modifiers',
    lineOf: '    scalingModifiers',
  },
  // PromQL
  {
    title: 'a parenthesis that is not closed',
    from: '[1m])\n          )',
    to: '[1m]\n          )',
    rule: 'promql-syntax',
    lineOf: '          )\n        threshold',
  },
  {
    title: 'a rate of no range',
    from: '{service="shop"}[1m]',
    to: '{service="shop"}',
    rule: 'promql-syntax',
    lineOf: '            rate(',
  },
  {
    title: 'a broken recording rule',
    from: 'expr: sum(rate(http_requests_total[1m]))',
    to: 'expr: sum(rate(http_requests_total[1m))',
    rule: 'promql-syntax',
  },
  { title: 'a query of a number', from: QUERY, to: '        query: "50"\n', rule: 'promql-not-a-vector' },
  {
    title: 'a query by pod',
    from: '          sum(\n',
    to: '          sum by (pod) (\n',
    rule: 'promql-many-series',
    lineOf: '        query: |',
  },
  {
    title: 'a query without an aggregation',
    from: QUERY,
    to: '        query: rate(http_requests_total[1m])\n',
    rule: 'promql-unaggregated',
  },
  {
    title: 'a window of ten minutes',
    from: '{service="shop"}[1m]',
    to: '{service="shop"}[10m]',
    rule: 'promql-rate-window',
    lineOf: '            rate(',
  },
  {
    title: 'a window of two scrapes',
    from: '{service="shop"}[1m]',
    to: '{service="shop"}[30s]',
    rule: 'promql-rate-window',
    lineOf: '            rate(',
  },
  {
    title: 'a query that is divided twice',
    from: '          )\n        threshold',
    to: '          ) / count(up{service="shop"})\n        threshold',
    rule: 'promql-divided-twice',
    lineOf: '          ) / count',
  },
  { title: 'a threshold of zero', from: 'threshold: "50"', to: 'threshold: "0"', rule: 'threshold-zero' },
  // Cron
  { title: 'six fields', from: 'start: 0 8 * * 1-5', to: 'start: 0 0 8 * * 1-5', rule: 'cron-syntax' },
  { title: 'Sunday as seven', from: 'end: 0 18 * * 1-5', to: 'end: 0 18 * * 1-7', rule: 'cron-syntax' },
  {
    title: 'a zone that does not exist',
    from: 'Europe/Berlin',
    to: 'Europe/Bern',
    rule: 'cron-time-zone',
    lineOf: '        timezone',
  },
  {
    title: 'a zone in small letters',
    from: 'Europe/Berlin',
    to: 'europe/berlin',
    rule: 'cron-time-zone',
    lineOf: '        timezone',
  },
  {
    title: 'a window without length',
    from: 'end: 0 18 * * 1-5',
    to: 'end: 0 8 * * 1-5',
    rule: 'cron-no-window',
  },
  {
    title: 'a window above the largest count',
    from: 'desiredReplicas: "3"',
    to: 'desiredReplicas: "30"',
    rule: 'cron-above-max',
  },
  {
    title: 'a window of the smallest count',
    from: 'value: "75"\n',
    to: 'value: "75"\n    - {type: cron, metadata: {timezone: UTC, start: 0 9 * * *, end: 0 10 * * *, desiredReplicas: "2"}}\n',
    rule: 'cron-without-effect',
    lineOf: '    - {type: cron',
  },
  {
    title: 'a window in another',
    from: 'desiredReplicas: "3"\n',
    to: 'desiredReplicas: "3"\n    - {type: cron, metadata: {timezone: Europe/Berlin, start: 0 9 * * 1, end: 0 10 * * 1, desiredReplicas: "2"}}\n',
    rule: 'cron-shadowed',
    lineOf: '    - {type: cron',
  },
  {
    title: 'a window that opens when the clocks change',
    from: 'start: 0 8 * * 1-5',
    to: 'start: 30 2 * * *',
    rule: 'cron-clock-change',
  },
  {
    title: 'windows without a gap',
    from: 'desiredReplicas: "3"\n',
    to: 'desiredReplicas: "3"\n    - {type: cron, metadata: {timezone: Europe/Berlin, start: 0 18 * * 1-5, end: 0 8 * * 1-5, desiredReplicas: "1"}}\n',
    rule: 'cron-never-zero',
    lineOf: '  triggers:\n    - type: rabbitmq',
  },
  // Targets and counts
  {
    title: 'an object twice',
    from: RULE,
    to: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: shop, namespace: shop}\nspec: {hard: {pods: "60"}}\n---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule',
    rule: 'duplicate-object',
    lineOf: 'metadata: {name: shop, namespace: shop}\nspec: {hard',
  },
  {
    title: 'a target twice',
    from: RULE,
    to: `${SECOND_SCALED_OBJECT}${RULE}`,
    rule: 'target-scaled-twice',
    lineOf: '    name: shop\n  triggers:\n    - {type: kub',
  },
  {
    title: 'an HPA beside a ScaledObject',
    from: RULE,
    to: `${HPA_OF_SHOP}${RULE}`,
    rule: 'target-with-hpa',
    lineOf: '    name: shop\n  minReplicaCount: 2',
  },
  {
    title: 'two HPAs',
    from: RULE,
    to: `${HPA_OF_SHOP.replace('apps/v1, kind: Deployment, name: shop', 'argoproj.io/v1alpha1, kind: Rollout, name: search').replace('namespace: shop', 'namespace: search')}${RULE}`,
    rule: 'hpa-overlap',
    lineOf: '  scaleTargetRef: {apiVersion: argo',
  },
  {
    title: 'a target that is not there',
    from: '    name: orders-worker\n  pollingInterval',
    to: '    name: order-workers\n  pollingInterval',
    rule: 'target-not-found',
  },
  {
    title: 'another version of the target',
    from: '    apiVersion: apps/v1\n    kind: Deployment\n    name: shop',
    to: '    apiVersion: apps/v1beta2\n    kind: Deployment\n    name: shop',
    rule: 'target-api-version',
  },
  {
    title: 'at least more than at most',
    from: '  minReplicas: 2',
    to: '  minReplicas: 9',
    rule: 'min-above-max',
  },
  {
    title: 'idle as busy',
    from: 'minReplicaCount: 2',
    to: 'minReplicaCount: 2\n  idleReplicaCount: 2',
    rule: 'idle-not-below-min',
    lineOf: '  idleReplicaCount',
  },
  {
    title: 'idle at one',
    from: 'minReplicaCount: 2',
    to: 'minReplicaCount: 2\n  idleReplicaCount: 1',
    rule: 'idle-not-zero',
    lineOf: '  idleReplicaCount',
  },
  {
    title: 'no request of CPU',
    from: 'requests: {cpu: 250m, memory: 128Mi}',
    to: 'requests: {memory: 128Mi}',
    rule: 'cpu-without-request',
    lineOf: '        - name: shop\n          image',
  },
  {
    title: 'a limit instead of a request',
    from: 'requests: {cpu: 250m, memory: 128Mi}',
    to: 'limits: {cpu: 250m, memory: 128Mi}',
    rule: 'cpu-request-from-limit',
    lineOf: '        - name: shop\n          image',
  },
  { title: 'an HPA from zero', from: '  minReplicas: 2', to: '  minReplicas: 0', rule: 'hpa-from-zero' },
  {
    title: 'a long name',
    from: '  name: orders-worker\n  namespace: shop\n  annotations',
    to: '  name: orders-worker-of-the-department-that-ships-to-other-countries\n  namespace: shop\n  annotations',
    rule: 'name-too-long',
  },
  {
    title: 'replicas of an autoscaled workload',
    from: 'spec:\n  selector:\n    matchLabels: {app: orders-worker}',
    to: 'spec:\n  replicas: 2\n  selector:\n    matchLabels: {app: orders-worker}',
    rule: 'static-replicas',
    lineOf: '  replicas: 2',
  },
  {
    title: 'a cooldown without effect',
    from: 'minReplicaCount: 2',
    to: 'minReplicaCount: 2\n  cooldownPeriod: 60',
    rule: 'polling-without-effect',
    lineOf: '  cooldownPeriod: 60',
  },
  { title: 'slow polling', from: 'pollingInterval: 10', to: 'pollingInterval: 90', rule: 'slow-polling' },
  // Fallback and behavior
  {
    title: 'no fallback',
    from: '  fallback:\n    failureThreshold: 3\n    replicas: 6\n',
    to: '',
    rule: 'fallback-missing',
    lineOf: '    - type: prometheus',
  },
  {
    title: 'a fallback that never fires',
    from: '        ignoreNullValues: "false"\n',
    to: '',
    rule: 'fallback-never-fires',
    lineOf: '    - type: prometheus',
  },
  {
    title: 'a fallback out of range',
    from: 'replicas: 6',
    to: 'replicas: 60',
    rule: 'fallback-out-of-range',
  },
  {
    title: 'a policy type in small letters',
    from: 'type: Percent',
    to: 'type: percent',
    rule: 'behavior-limits',
    lineOf: '            - {type: percent',
  },
  {
    title: 'a window of a day',
    from: 'stabilizationWindowSeconds: 300',
    to: 'stabilizationWindowSeconds: 86400',
    rule: 'behavior-limits',
  },
  {
    title: 'scaling out that waits',
    from: 'stabilizationWindowSeconds: 0',
    to: 'stabilizationWindowSeconds: 60',
    rule: 'scale-up-delayed',
  },
  {
    title: 'scaling in at once',
    from: 'stabilizationWindowSeconds: 300',
    to: 'stabilizationWindowSeconds: 0',
    rule: 'scale-down-hasty',
    lineOf: '          stabilizationWindowSeconds: 0\n  triggers',
  },
  {
    title: 'a pod a minute',
    from: '{type: Percent, value: 100, periodSeconds: 15}',
    to: '{type: Pods, value: 1, periodSeconds: 60}',
    rule: 'scale-up-slow',
    lineOf: '        scaleUp:',
  },
  // Authentication
  {
    title: 'an authentication that is not there',
    from: '      authenticationRef:\n        name: rabbitmq',
    to: '      authenticationRef:\n        name: rabbit-mq',
    rule: 'authentication-not-found',
    lineOf: '        name: rabbit-mq',
  },
  {
    title: 'a parameter that nobody reads',
    from: 'key: url}',
    to: 'key: url}\n    - {parameter: vhost, name: rabbitmq, key: vhost}',
    rule: 'authentication-parameter',
    lineOf: '    - {parameter: vhost',
  },
  {
    title: 'a password in the environment',
    from: 'postgres://db:5432/shop',
    to: 'postgres://shop:secret@db:5432/shop',
    rule: 'inline-credentials',
    lineOf: '            - {name: DATABASE',
  },
  // Capacity and availability
  {
    title: 'a quota that is too small',
    from: 'requests.cpu: "6"',
    to: 'requests.cpu: "4"',
    rule: 'quota-exceeded',
    lineOf: '  maxReplicaCount: 20',
  },
  {
    title: 'a container above the range',
    from: 'max: {cpu: "1", memory: 1Gi}',
    to: 'max: {cpu: "1", memory: 100Mi}',
    rule: 'limit-range-exceeded',
    lineOf: '        - name: shop\n          image',
  },
  {
    title: 'too many connections',
    from: 'max-connections: "120"',
    to: 'max-connections: "99"',
    rule: 'database-pool',
    lineOf: '  maxReplicaCount: 20',
  },
  {
    title: 'a budget that lets nobody go',
    from: 'maxUnavailable: 1',
    to: 'minAvailable: 100%',
    rule: 'budget-blocks-drains',
  },
  {
    title: 'no readiness probe',
    from: '          startupProbe:\n            httpGet: {path: /healthz, port: http}\n            periodSeconds: 2\n            failureThreshold: 30\n          readinessProbe:\n            httpGet: {path: /healthz, port: http}\n',
    to: '',
    rule: 'readiness-missing',
    lineOf: '        - name: shop\n          image',
  },
  {
    title: 'a slow start',
    from: 'failureThreshold: 30',
    to: 'failureThreshold: 300',
    rule: 'startup-slow',
    lineOf: '          startupProbe',
  },
  {
    title: 'a job longer than the time to end it',
    from: 'longest-job: 20s',
    to: 'longest-job: 2m',
    rule: 'grace-period-short',
    lineOf: '      terminationGracePeriodSeconds',
  },
  // Selectors and custom metrics
  {
    title: 'pods that their workload does not select',
    from: '      labels: {app: orders-worker}',
    to: '      labels: {app: order-worker}',
    rule: 'selector-mismatch',
    lineOf: '  selector:\n    matchLabels: {app: orders-worker}',
  },
  {
    title: 'a Service of nobody',
    from: '  selector: {app: shop}',
    to: '  selector: {app: shops}',
    rule: 'selects-nothing',
  },
  {
    title: 'a port that the Service has not',
    from: '{port: http, path',
    to: '{port: metrics, path',
    rule: 'monitor-port',
    lineOf: '    - {port: metrics',
  },
  {
    title: 'a metric that nobody makes',
    from: 'metric: {name: http_requests_per_second}',
    to: 'metric: {name: http_requests_rate}',
    rule: 'hpa-metric-without-rule',
  },
  {
    title: 'an adapter query for all pods',
    from: '{<<.LabelMatchers>>}',
    to: '',
    rule: 'adapter-query-matchers',
    lineOf: '        metricsQuery',
  },
  {
    title: 'an adapter query without groups',
    from: ' by (<<.GroupBy>>)',
    to: '',
    rule: 'adapter-query-incomplete',
    lineOf: '        metricsQuery',
  },
  {
    title: 'an adapter query that is no PromQL',
    from: '[1m])) by',
    to: '[1m]) by',
    rule: 'adapter-query-syntax',
    lineOf: '        metricsQuery',
  },
];
