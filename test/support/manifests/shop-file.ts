/** Everything in one file, without a finding: broken variants change one thing in it. */
export const SHOP_FILE = `apiVersion: v1
kind: Service
metadata:
  name: shop
  namespace: shop
  labels: {app: shop}
spec:
  selector: {app: shop}
  ports:
    - {name: http, port: 80, targetPort: 8080}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
  annotations:
    perf-gate/database-pool-size: "5"
    perf-gate/database-max-connections: "120"
    perf-gate/longest-job: 20s
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      terminationGracePeriodSeconds: 30
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: {matchLabels: {app: shop}}
      containers:
        - name: shop
          image: example.com/shop:1
          ports: [{name: http, containerPort: 8080}]
          env:
            - {name: DATABASE, value: "postgres://db:5432/shop"}
          resources:
            requests: {cpu: 250m, memory: 128Mi}
          startupProbe:
            httpGet: {path: /healthz, port: http}
            periodSeconds: 2
            failureThreshold: 30
          readinessProbe:
            httpGet: {path: /healthz, port: http}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
  namespace: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {app: shop}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: shop
  namespace: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  minReplicaCount: 2
  maxReplicaCount: 20
  fallback:
    failureThreshold: 3
    replicas: 6
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleUp:
          stabilizationWindowSeconds: 0
          policies:
            - {type: Percent, value: 100, periodSeconds: 15}
        scaleDown:
          stabilizationWindowSeconds: 300
  triggers:
    - type: prometheus
      name: requests
      metadata:
        serverAddress: http://prometheus.monitoring:9090
        query: |
          sum(
            rate(http_requests_total{service="shop"}[1m])
          )
        threshold: "50"
        ignoreNullValues: "false"
    - type: cpu
      metricType: Utilization
      metadata:
        value: "75"
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders-worker
  namespace: shop
spec:
  selector:
    matchLabels: {app: orders-worker}
  template:
    metadata:
      labels: {app: orders-worker}
    spec:
      containers:
        - name: worker
          image: example.com/orders-worker:1
          resources:
            requests: {cpu: 100m, memory: 64Mi}
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: rabbitmq
  namespace: shop
spec:
  secretTargetRef:
    - {parameter: host, name: rabbitmq, key: url}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-worker
  namespace: shop
  annotations:
    perf-gate/kafka-partitions: "12"
spec:
  scaleTargetRef:
    name: orders-worker
  pollingInterval: 10
  cooldownPeriod: 120
  minReplicaCount: 0
  maxReplicaCount: 12
  triggers:
    - type: rabbitmq
      metadata:
        protocol: amqp
        queueName: orders
        mode: QueueLength
        value: "20"
      authenticationRef:
        name: rabbitmq
    - type: kafka
      metadata:
        bootstrapServers: kafka:9092
        consumerGroup: orders
        topic: orders
        lagThreshold: "100"
        limitToPartitionsWithLag: "true"
    - type: aws-sqs-queue
      metadata:
        queueURL: https://sqs.eu-central-1.amazonaws.com/123456789012/orders
        awsRegion: eu-central-1
        queueLength: "10"
    - type: cron
      metadata:
        timezone: Europe/Berlin
        start: 0 8 * * 1-5
        end: 0 18 * * 1-5
        desiredReplicas: "3"
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: shop
  namespace: shop
spec:
  hard: {requests.cpu: "6", pods: "60"}
---
apiVersion: v1
kind: LimitRange
metadata:
  name: shop
  namespace: shop
spec:
  limits:
    - {type: Container, max: {cpu: "1", memory: 1Gi}, min: {cpu: 50m}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
  namespace: shop
spec:
  selector:
    matchLabels: {app: shop}
  endpoints:
    - {port: http, path: /metrics, interval: 15s}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus-adapter
  namespace: shop
data:
  config.yaml: |
    rules:
      - seriesQuery: http_requests_total{namespace!=""}
        name: {matches: ^(.*)_total$, as: "\${1}_per_second"}
        metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>)
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: search
  namespace: search
spec:
  scaleTargetRef:
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    name: search
  minReplicas: 2
  maxReplicas: 8
  metrics:
    - type: Pods
      pods:
        metric: {name: http_requests_per_second}
        target: {type: AverageValue, averageValue: "50"}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: shop
  namespace: shop
spec:
  groups:
    - name: shop
      rules:
        - record: shop:requests:rate1m
          expr: sum(rate(http_requests_total[1m]))
        - alert: ShopDown
          expr: absent(up{job="shop"})
          annotations: {summary: "{{ $labels.job }} is gone"}
`;
