import { describe, expect, it } from 'vitest';
import { findAutoscaler } from '../../../src/autoscaling/spec/find-autoscaler.ts';

const CHOICE = { name: null, rateWindowSeconds: null };
const find = (text: string, choice: { readonly name?: string | null } = {}) =>
  findAutoscaler([{ name: 'a.yaml', text }], { ...CHOICE, ...choice });

function scaledObject(spec: string, name = 'shop'): string {
  return `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: ${name}}\nspec:\n  scaleTargetRef: {name: shop}\n${spec}`;
}

function hpa(spec: string, apiVersion = 'autoscaling/v2'): string {
  return `apiVersion: ${apiVersion}\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec:\n  scaleTargetRef: {kind: Deployment, name: shop}\n${spec}`;
}

function triggers(...list: readonly string[]): string {
  return `  triggers:\n${list.map((one) => `    - ${one}\n`).join('')}`;
}

const PROMETHEUS =
  '{type: prometheus, metadata: {serverAddress: "http://p:9090", query: "sum(rate(x[2m]))", threshold: "50"}}';

describe('a ScaledObject', () => {
  it("has KEDA's defaults", () => {
    const { spec, notices } = find(scaledObject(triggers(PROMETHEUS)));
    expect(notices).toEqual([]);
    expect(spec).toEqual({
      kind: 'ScaledObject',
      name: 'shop',
      target: 'Deployment/shop',
      source: 'a.yaml',
      hpa: { min: 1, max: 100, behavior: null },
      keda: {
        pollingSeconds: 30,
        cooldownSeconds: 300,
        initialCooldownSeconds: 0,
        min: 0,
        idle: null,
        fallback: null,
      },
      metrics: [
        {
          name: 'prometheus',
          signal: { kind: 'rate', windowSeconds: 120 },
          target: { kind: 'average', value: 50 },
          scope: 'whole',
          activation: 0,
        },
      ],
    });
  });

  it('has what it states', () => {
    const text = `  minReplicaCount: 2
  maxReplicaCount: 8
  idleReplicaCount: 0
  pollingInterval: 5
  cooldownPeriod: 60
  fallback: {failureThreshold: 3, replicas: 4, behavior: currentReplicasIfHigher}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleUp: {stabilizationWindowSeconds: 0, tolerance: 50m, policies: [{type: Percent, value: 900, periodSeconds: 15}]}
${triggers(PROMETHEUS)}`;
    const { spec } = find(scaledObject(text));
    expect(spec.hpa).toMatchObject({
      min: 2,
      max: 8,
      behavior: {
        scaleUp: { tolerance: 0.05, selectPolicy: 'Max', policies: [{ type: 'Percent', value: 900 }] },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 100 }] },
      },
    });
    expect(spec.keda).toEqual({
      pollingSeconds: 5,
      cooldownSeconds: 60,
      initialCooldownSeconds: 0,
      min: 2,
      idle: 0,
      fallback: { failureThreshold: 3, replicas: 4, behavior: 'currentReplicasIfHigher' },
    });
  });

  it.each([
    ['a rate over its window', PROMETHEUS, { kind: 'rate', windowSeconds: 120 }, 50],
    [
      'a gauge of Prometheus',
      '{type: prometheus, metadata: {query: sum(jobs_waiting), threshold: "5"}}',
      { kind: 'backlog', scraped: true },
      5,
    ],
    [
      'a subquery',
      '{type: prometheus, metadata: {query: "sum(rate(x[90s:5s]))", threshold: "5"}}',
      { kind: 'rate', windowSeconds: 90 },
      5,
    ],
    [
      'a queue of RabbitMQ, by default',
      '{type: rabbitmq, metadata: {queueName: q}}',
      { kind: 'backlog', scraped: false },
      20,
    ],
    [
      'a queue of RabbitMQ, the older way',
      '{type: rabbitmq, metadata: {queueName: q, queueLength: "7"}}',
      { kind: 'backlog', scraped: false },
      7,
    ],
    [
      'a rate of RabbitMQ',
      '{type: rabbitmq, metadata: {queueName: q, mode: MessageRate, value: "9"}}',
      { kind: 'rate', windowSeconds: null },
      9,
    ],
    [
      'SQS',
      '{type: aws-sqs-queue, metadata: {queueURL: u, queueLength: "30"}}',
      { kind: 'backlog', scraped: false },
      30,
    ],
    [
      'Kafka, unquoted',
      '{type: kafka, metadata: {lagThreshold: 40}}',
      { kind: 'backlog', scraped: false },
      40,
    ],
  ])('sees %s', (_, trigger, signal, target) => {
    const { spec } = find(scaledObject(triggers(trigger)));
    expect(spec.metrics[0]).toMatchObject({
      signal,
      target: { kind: 'average', value: target },
      scope: 'whole',
    });
  });

  it('reads CPU and cron', () => {
    const cpu = '{type: cpu, metricType: Utilization, metadata: {value: "70"}}';
    const cron =
      '{type: cron, metadata: {start: 0 8 * * *, end: 0 18 * * *, timezone: Europe/Berlin, desiredReplicas: "4"}}';
    const { spec } = find(scaledObject(triggers(cpu, cron)));
    expect(spec.metrics).toMatchObject([
      {
        name: 'cpu (trigger 1)',
        signal: { kind: 'cpu' },
        target: { kind: 'utilization', value: 70 },
        scope: 'pods',
        activation: null,
      },
      {
        name: 'cron (trigger 2)',
        signal: { kind: 'cron', trigger: { timeZone: 'Europe/Berlin', desiredReplicas: 4 } },
        target: { kind: 'average', value: 1 },
      },
    ]);
  });

  it('may have another window given for its rates', () => {
    const { spec } = findAutoscaler([{ name: 'a', text: scaledObject(triggers(PROMETHEUS)) }], {
      name: null,
      rateWindowSeconds: 30,
    });
    expect(spec.metrics[0]?.signal).toEqual({ kind: 'rate', windowSeconds: 30 });
  });

  it('leaves out what cannot be simulated, and says so', () => {
    const { spec, notices } = find(
      scaledObject(
        triggers(
          PROMETHEUS,
          '{type: memory, metadata: {value: "70"}}',
          '{type: datadog, metadata: {query: q}}',
        ),
      ),
    );
    expect(spec.metrics).toHaveLength(1);
    expect(notices.map(({ text }) => text)).toEqual([
      'memory (trigger 2) is left out: memory does not follow the load in this model',
      'datadog (trigger 3) is left out: what a datadog trigger sees is not modelled',
    ]);
  });

  it.each([
    ['no triggers', '  triggers: []\n', /spec\.triggers: expected at least one item/],
    [
      'no target of its trigger',
      triggers('{type: prometheus, metadata: {query: x}}'),
      /trigger prometheus, threshold: expected a number above 0, got nothing/,
    ],
    [
      'a target of 0',
      triggers('{type: kafka, metadata: {lagThreshold: "0"}}'),
      /lagThreshold: expected a number above 0, got "0"/,
    ],
    ['a target that is no number', triggers('{type: kafka, metadata: {lagThreshold: many}}'), /got "many"/],
    [
      'a broken schedule',
      triggers(
        '{type: cron, metadata: {start: 0 8 * *, end: 0 18 * * *, timezone: UTC, desiredReplicas: "1"}}',
      ),
      /cron start "0 8 \* \*": expected 5 fields/,
    ],
    [
      'an unknown zone',
      triggers(
        '{type: cron, metadata: {start: 0 8 * * *, end: 0 18 * * *, timezone: Berlin, desiredReplicas: "1"}}',
      ),
      /timezone "Berlin" is no IANA time zone/,
    ],
    [
      'nothing to simulate',
      triggers('{type: memory, metadata: {value: "70"}}'),
      /none of its triggers can be simulated/,
    ],
    [
      'min above max',
      `  minReplicaCount: 5\n  maxReplicaCount: 2\n${triggers(PROMETHEUS)}`,
      /minReplicaCount 5 is above maxReplicaCount 2/,
    ],
    [
      'a negative count',
      `  minReplicaCount: -1\n${triggers(PROMETHEUS)}`,
      /spec\.minReplicaCount: expected a whole number, 0 or more, got -1/,
    ],
    [
      'an unknown policy',
      `  advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {policies: [{type: percent, value: 1, periodSeconds: 1}]}}}}\n${triggers(PROMETHEUS)}`,
      /behavior\.scaleUp\.policies\[0\]\.type: expected "Pods" or "Percent", got "percent"/,
    ],
    [
      'a formula',
      `  advanced: {scalingModifiers: {formula: a + b, target: "1"}}\n${triggers(PROMETHEUS)}`,
      /scalingModifiers are not simulated/,
    ],
  ])('with %s is refused', (_, spec, message) => {
    expect(() => find(scaledObject(spec))).toThrow(message);
    expect(() => find(scaledObject(spec))).toThrow(/^reading ScaledObject shop of a\.yaml: /);
  });
});

describe('a HorizontalPodAutoscaler', () => {
  it('has CPU at 80 % when it states no metric', () => {
    expect(find(hpa('  maxReplicas: 4\n')).spec).toMatchObject({
      kind: 'HorizontalPodAutoscaler',
      hpa: { min: 1, max: 4, behavior: null },
      keda: null,
      metrics: [{ signal: { kind: 'cpu' }, target: { kind: 'utilization', value: 80 } }],
    });
  });

  it('of v1 has its one metric', () => {
    const { spec } = find(hpa('  maxReplicas: 4\n  targetCPUUtilizationPercentage: 60\n', 'autoscaling/v1'));
    expect(spec.metrics[0]?.target).toEqual({ kind: 'utilization', value: 60 });
  });

  it('has metrics of pods, objects and others', () => {
    const { spec, notices } = find(
      hpa(`  maxReplicas: 4
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
    - {type: Pods, pods: {metric: {name: http_requests_per_second}, target: {type: AverageValue, averageValue: 500m}}}
    - {type: Object, object: {metric: {name: hits}, describedObject: {kind: Ingress, name: a}, target: {type: Value, value: 2k}}}
    - {type: External, external: {metric: {name: queue_depth}, target: {type: AverageValue, averageValue: "30"}}}
    - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}
`),
    );
    expect(
      spec.metrics.map(({ scope, target, signal }) => [scope, target.kind, target.value, signal.kind]),
    ).toEqual([
      ['pods', 'utilization', 70, 'cpu'],
      ['pods', 'average', 0.5, 'rate'],
      ['whole', 'value', 2000, 'rate'],
      ['whole', 'average', 30, 'backlog'],
    ]);
    expect(notices.map(({ code }) => code)).toEqual([
      'metric-by-name',
      'metric-by-name',
      'metric-by-name',
      'trigger-left-out',
    ]);
  });

  it.each([
    ['no maximum', '  minReplicas: 1\n', /spec\.maxReplicas: expected a whole number/],
    ['min above max', '  minReplicas: 5\n  maxReplicas: 2\n', /minReplicas 5 is above maxReplicas 2/],
    [
      'a metric without its block',
      '  maxReplicas: 2\n  metrics: [{type: Pods}]\n',
      /a metric of type Pods without its block/,
    ],
    [
      'a target without a value',
      '  maxReplicas: 2\n  metrics: [{type: External, external: {metric: {name: x}, target: {type: Value}}}]\n',
      /a target of type Value needs a value above 0/,
    ],
    [
      'a quantity that is none',
      '  maxReplicas: 2\n  metrics: [{type: External, external: {metric: {name: x}, target: {type: Value, value: lots}}}]\n',
      /expected a quantity such as 500m, got "lots"/,
    ],
    [
      'only memory',
      '  maxReplicas: 2\n  metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}]\n',
      /none of its metrics can be simulated/,
    ],
  ])('with %s is refused', (_, spec, message) => {
    expect(() => find(hpa(spec))).toThrow(message);
  });
});

describe('among manifests', () => {
  const one = scaledObject(triggers(PROMETHEUS));
  const other = scaledObject(triggers(PROMETHEUS), 'orders');

  it('the autoscaler is found beside other objects, in lists and after empty documents', () => {
    const item = one.replaceAll('\n', '\n    ').trimEnd();
    const list = `---\n---\nkind: Deployment\napiVersion: apps/v1\nmetadata: {name: shop}\n---\nkind: List\napiVersion: v1\nitems:\n  - ${item}\n`;
    expect(find(list).spec.name).toBe('shop');
  });

  it('is chosen by its name', () => {
    expect(find(`${one}---\n${other}`, { name: 'orders' }).spec.name).toBe('orders');
  });

  it('is not a patch of kustomize', () => {
    const patch =
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: shop}\nspec: {maxReplicaCount: 3}\n';
    expect(find(`${one}---\n${patch}`).spec.hpa.max).toBe(100);
  });

  it.each([
    [
      'none',
      'kind: Deployment\napiVersion: apps/v1\n',
      null,
      /in a\.yaml: expected a ScaledObject or a HorizontalPodAutoscaler, found none/,
    ],
    ['nothing', '', null, /found none/],
    [
      'two',
      `${one}---\n${other}`,
      null,
      /expected one, found 2: ScaledObject shop \(a\.yaml\), ScaledObject orders \(a\.yaml\)/,
    ],
    ['none of that name', one, 'ordes', /looking for the autoscaler ordes: there are ScaledObject shop/],
    ['broken YAML', 'a: [1, 2\n', null, /reading the manifests of a\.yaml: expected YAML, got/],
    ['a tab', 'a:\n\tb: 1\n', null, /expected YAML, got/],
    ['a key twice', 'kind: a\nkind: b\n', null, /expected YAML, got Map keys must be unique/],
    ['a template', '{{ if .Values.x }}\nkind: a\n{{ end }}\n', null, /expected YAML, got/],
  ])('%s is an error', (_, text, name, message) => {
    expect(() => find(text, { name })).toThrow(message);
  });

  it('is no bomb of aliases', () => {
    const layers = Array.from(
      { length: 9 },
      (_, index) => `l${index + 1}: &l${index + 1} [${Array(9).fill(`*l${index}`).join(', ')}]`,
    );
    expect(() => find(`l0: &l0 [x]\n${layers.join('\n')}\n`)).toThrow(/alias/);
  });
});
