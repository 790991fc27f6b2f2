/** A worker that meets every rule: examples change one thing in it. */
export const WORKER = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders-worker
spec:
  selector:
    matchLabels: {app: orders-worker}
  template:
    metadata:
      labels: {app: orders-worker}
    spec:
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {app: orders-worker}
      containers:
        - name: worker
          image: example.com/orders-worker:1.4.2
          resources:
            requests: {cpu: 250m, memory: 128Mi}
          readinessProbe:
            httpGet: {path: /ready, port: 8080}
`;

/** Scales the worker by the length of its queue. */
export const SCALED_WORKER = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-worker
spec:
  scaleTargetRef:
    name: orders-worker
  minReplicaCount: 0
  maxReplicaCount: 20
  triggers:
    - type: rabbitmq
      metadata:
        queueName: orders
        hostFromEnv: RABBITMQ_URL
        mode: QueueLength
        value: "20"
`;

/** Scales a service by its requests per second. */
export const SCALED_SERVICE = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: shop
spec:
  scaleTargetRef:
    name: shop
  minReplicaCount: 2
  maxReplicaCount: 20
  fallback:
    failureThreshold: 3
    replicas: 6
  triggers:
    - type: prometheus
      metadata:
        serverAddress: http://prometheus.monitoring:9090
        query: sum(rate(http_requests_total{service="shop"}[1m]))
        threshold: "50"
        ignoreNullValues: "false"
`;

/** Wakes a service at eight on working days and lets it sleep at eight in the evening. */
export const OFFICE_HOURS = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: reports
spec:
  scaleTargetRef:
    name: reports
  minReplicaCount: 0
  maxReplicaCount: 4
  triggers:
    - type: cron
      metadata:
        timezone: Europe/Berlin
        start: 0 8 * * 1-5
        end: 0 20 * * 1-5
        desiredReplicas: "2"
`;

/** A plain HPA on the CPU of the worker. */
export const WORKER_HPA = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: orders-worker
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: orders-worker
  minReplicas: 2
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: 70}
`;

export const WORKER_BUDGET = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: orders-worker
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {app: orders-worker}
`;

/** Documents of one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

/** A text with one thing changed; the change must take place. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
  return text.replace(from, to);
}
