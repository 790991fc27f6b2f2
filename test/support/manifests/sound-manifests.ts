/** Manifests of other shapes than the shop's, each without anything to find, warnings included. */
export const SOUND_MANIFESTS: Readonly<Record<string, string>> = {
  'a ScaledObject alone': `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: a, namespace: b, labels: {team: c}, annotations: {autoscaling.keda.sh/paused-replicas: "0"}}
spec:
  scaleTargetRef: {name: somewhere-else, kind: Rollout, apiVersion: argoproj.io/v1alpha1, envSourceContainerName: main}
  triggers:
    - type: redis-streams
      metadata:
        addressFromEnv: REDIS
        stream: jobs
        consumerGroup: workers
        pendingEntriesCount: "10"
        enableTLS: "true"
`,
  'a ScaledJob': `apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata:
  name: render
spec:
  jobTargetRef:
    parallelism: 1
    completions: 1
    activeDeadlineSeconds: 3600
    backoffLimit: 2
    template:
      spec:
        restartPolicy: Never
        containers:
          - name: render
            image: example.com/render@sha256:0000000000000000000000000000000000000000000000000000000000000000
            command: ["/render", "--once"]
  pollingInterval: 10
  successfulJobsHistoryLimit: 5
  maxReplicaCount: 40
  scalingStrategy:
    strategy: accurate
    pendingPodConditions: [Ready]
  triggers:
    - type: azure-servicebus
      metadata: {queueName: render, messageCount: "1", namespace: shop}
      authenticationRef: {name: azure, kind: ClusterTriggerAuthentication}
`,
  'a List': `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Namespace
    metadata: {name: team}
  - apiVersion: v1
    kind: ServiceAccount
    metadata: {name: robot, namespace: team}
    imagePullSecrets: [{name: registry}]
`,
  'empty documents and comments': `# a file
---
---
# nothing here
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: words
data:
  empty: ""
  number: "1"
  text: |
    {{ not ours }}
    key: value
binaryData:
  picture: aGVsbG8=
...
`,
  'anchors and merge keys': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  labels: &labels
    app: a
spec:
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels:
        <<: *labels
        tier: front
    spec:
      containers:
        - name: one
          <<: &common
            image: example.com/one:1
            resources: {requests: {cpu: 1, memory: 1Gi}}
        - name: two
          <<: *common
`,
  JSON: `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"},
  "spec": {"type": "ExternalName", "externalName": "db.example.com"}}
`,
  'an HPA on CPU and memory of one container': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}
  maxReplicas: 5
  metrics:
    - type: ContainerResource
      containerResource:
        name: memory
        container: web
        target: {type: AverageValue, averageValue: 512Mi}
    - type: Object
      object:
        metric: {name: requests_per_second, selector: {matchLabels: {route: main}}}
        describedObject: {apiVersion: networking.k8s.io/v1, kind: Ingress, name: main}
        target: {type: Value, value: 10k}
    - type: External
      external:
        metric: {name: queue_length}
        target: {type: AverageValue, averageValue: 30}
  behavior:
    scaleUp: {tolerance: "0.05"}
    scaleDown: {selectPolicy: Disabled}
`,
  'workloads that nobody scales': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db, role: store}}
    spec:
      initContainers:
        - {name: chown, image: busybox, command: [chown, -R, "999", /data], volumeMounts: [{name: data, mountPath: /data}]}
      containers:
        - name: db
          image: postgres:17
          env:
            - {name: PGDATA, value: /data/pg}
            - name: POD
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
          ports: [{containerPort: 5432}]
          volumeMounts: [{name: data, mountPath: /data}]
      volumes:
        - name: config
          projected:
            defaultMode: 0440
            sources: [{configMap: {name: a}}, {secret: {name: b, optional: true}}]
        - {name: scratch, emptyDir: {medium: Memory, sizeLimit: 64Mi}}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      tolerations: [{operator: Exists}]
      containers: [{name: agent, image: "example.com/agent:2"}]
`,
  jobs: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "@daily"
  timeZone: Europe/Paris
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      ttlSecondsAfterFinished: 600
      template:
        spec:
          restartPolicy: OnFailure
          containers: [{name: job, image: "example.com/job:1", args: ["--all"]}]
---
apiVersion: batch/v1
kind: Job
metadata: {generateName: once-}
spec:
  completionMode: Indexed
  completions: 3
  template:
    spec:
      restartPolicy: Never
      containers: [{name: job, image: "example.com/job:1"}]
`,
  'custom resources that are not known': `apiVersion: example.com/v1
kind: Whatever
metadata: {name: x}
spec: {anything: [goes, {here: 1}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: x}
spec: {parentRefs: [{name: gateway}]}
`,
  'rules with templates of Prometheus': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: alerts}
spec:
  groups:
    - name: a
      interval: 1m
      rules:
        - alert: Slow
          expr: |
            histogram_quantile(0.99,
              sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5
          for: 10m
          keep_firing_for: 5m
          labels: {severity: page}
          annotations:
            summary: "{{ $labels.route }} is at {{ $value | humanizeDuration }}"
            runbook: "{{ if true }}x{{ end }}"
        - record: job:up:sum
          expr: sum by (job) (up)
        - record: one
          expr: 1
`,
  'kafka with logins from a secret': `apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: {name: kafka}
spec:
  secretTargetRef:
    - {parameter: sasl, name: kafka, key: sasl}
    - {parameter: username, name: kafka, key: username}
    - {parameter: password, name: kafka, key: password}
    - {parameter: tls, name: kafka, key: tls}
    - {parameter: ca, name: kafka, key: ca}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: consumer}
spec:
  scaleTargetRef: {name: consumer}
  minReplicaCount: 1
  maxReplicaCount: 50
  triggers:
    - type: kafka
      metadata:
        bootstrapServersFromEnv: KAFKA
        consumerGroup: g
        topic: t
        lagThreshold: "10"
        activationLagThreshold: "3"
        allowIdleConsumers: "true"
        version: 3.6.0
        partitionLimitation: 1,2,10-20
      authenticationRef: {name: kafka}
`,
  'azure, google and amazon': `apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: {name: workload}
spec:
  podIdentity: {provider: azure-workload, identityId: 00000000-0000-0000-0000-000000000000}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: clouds}
spec:
  scaleTargetRef: {name: clouds}
  maxReplicaCount: 10
  triggers:
    - type: azure-queue
      metadata: {queueName: q, accountName: shop, queueLength: "5", cloud: AzurePublicCloud}
      authenticationRef: {name: workload}
    - type: azure-eventhub
      metadata: {eventHubName: h, eventHubNamespace: n, storageAccountName: s, blobContainer: c, checkpointStrategy: blobMetadata, consumerGroup: $Default}
      authenticationRef: {name: workload}
    - type: gcp-pubsub
      metadata: {subscriptionName: s, mode: OldestUnackedMessageAge, value: "60", credentialsFromEnv: GOOGLE}
    - type: aws-cloudwatch
      metadata:
        namespace: AWS/SQS
        metricName: ApproximateNumberOfMessagesVisible
        dimensionName: QueueName
        dimensionValue: orders
        targetMetricValue: "2.5"
        minMetricValue: "0"
        awsRegion: eu-west-1
        identityOwner: operator
    - type: aws-kinesis-stream
      metadata: {streamName: s, shardCount: "2", awsRegion: eu-west-1}
`,
  databases: `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: by-rows}
spec:
  scaleTargetRef: {name: by-rows}
  triggers:
    - type: postgresql
      metadata:
        connectionFromEnv: DATABASE_URL
        query: SELECT count(*) FROM jobs WHERE state = 'waiting'
        targetQueryValue: "1.1"
    - type: mysql
      metadata: {host: db, port: "3306", username: keda, passwordFromEnv: PASSWORD, dbName: shop, query: SELECT 1, queryValue: "4.4"}
    - type: mssql
      metadata: {connectionStringFromEnv: MSSQL, query: SELECT 1, targetValue: "5"}
    - type: mongodb
      metadata: {connectionStringFromEnv: MONGO, dbName: shop, collection: jobs, query: "{}", queryValue: "10"}
`,
  'metrics of other stores': `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: by-metrics}
spec:
  scaleTargetRef: {name: by-metrics}
  minReplicaCount: 1
  triggers:
    - type: metrics-api
      metadata: {url: "http://api/stats", valueLocation: queue.length, targetValue: "8", format: json}
    - type: loki
      metadata: {serverAddress: "http://loki:3100", query: 'sum(rate({app="shop"} |= "error" [1m]))', threshold: "0.7"}
    - type: graphite
      metadata: {serverAddress: "http://graphite:81", query: "stats.counters.http.count", queryTime: "-10Minutes", threshold: "100"}
    - type: influxdb
      metadata: {serverURL: "http://influx:8086", organizationName: o, query: 'from(bucket: "b")', thresholdValue: "4.4", authTokenFromEnv: TOKEN}
    - type: elasticsearch
      metadata: {addresses: "http://es:9200", username: elastic, passwordFromEnv: PASSWORD, index: logs-*, searchTemplateName: t, valueLocation: hits.total.value, targetValue: "10"}
    - type: new-relic
      metadata: {account: "1234567", region: EU, nrql: SELECT average(duration) from Transaction, threshold: "50"}
      authenticationRef: {name: new-relic}
    - type: datadog
      metadata: {query: "sum:trace.redis.command.hits{env:none}.as_count()", queryValue: "7.75", queryAggregator: max, age: "120"}
      metricType: AverageValue
      authenticationRef: {name: datadog}
    - type: external
      metadata: {scalerAddress: "scaler.tools:8080", anything: at all, another: "1"}
    - type: solr
      metadata: {host: "http://solr:8983", anything: at all}
`,
  'prometheus with what KEDA can add': `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web}
spec:
  scaleTargetRef: {name: web}
  minReplicaCount: 1
  maxReplicaCount: 12
  fallback: {failureThreshold: 4, replicas: 3, behavior: currentReplicasIfHigher}
  advanced:
    restoreToOriginalReplicaCount: true
    scalingModifiers: {formula: "max(web, api * 2)", target: "50", activationTarget: "1", metricType: AverageValue}
  triggers:
    - type: prometheus
      name: web
      metadata:
        serverAddress: https://prometheus.example.com
        query: >-
          sum(rate(http_requests_total{job="web"}[1m]))
          or vector(0)
        threshold: "100.50"
        activationThreshold: "5.5"
        ignoreNullValues: "false"
        authModes: bearer
        customHeaders: X-Scope-OrgID=shop
        timeout: 2s
      useCachedMetrics: true
      authenticationRef: {name: prometheus}
    - type: prometheus
      name: api
      metadata: {serverAddress: "http://p:9090", query: 'topk(1, sum by (pod) (rate(x[2m])))', threshold: "3", ignoreNullValues: "false", namespace: shop}
`,
  'three windows a day': `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: canteen}
spec:
  scaleTargetRef: {name: canteen}
  minReplicaCount: 1
  maxReplicaCount: 20
  triggers:
    - type: cron
      metadata: {timezone: America/New_York, start: "0 6 * * *", end: "0 22 * * *", desiredReplicas: "4"}
    - type: cron
      metadata: {timezone: America/New_York, start: "30 11 * * MON-FRI", end: "30 13 * * MON-FRI", desiredReplicas: "12"}
    - type: cron
      metadata: {timezone: Etc/UTC, start: "*/30 9-17/2 1,15 jan-mar *", end: "15 18 1,15 1-3 ?", desiredReplicas: "8"}
    - type: memory
      metricType: AverageValue
      metadata: {value: 300Mi}
`,
  'an HPA handed over to KEDA': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 1
  maxReplicas: 5
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: web
  annotations: {scaledobject.keda.sh/transfer-hpa-ownership: "true"}
spec:
  scaleTargetRef: {name: web}
  advanced: {horizontalPodAutoscalerConfig: {name: web}}
  minReplicaCount: 1
  triggers:
    - {type: kubernetes-workload, metadata: {podSelector: "app=queue, tier in (a, b)", value: "0.5"}}
`,
  'the same names in two namespaces': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: one}
spec: &spec
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "example.com/web:1"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: two}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "example.com/web:1"}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web, namespace: one}
spec: {scaleTargetRef: {name: web}, triggers: [{type: etcd, metadata: {endpoints: "etcd:2379", watchKey: n, value: "5"}}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web, namespace: two}
spec: {scaleTargetRef: {name: web}, triggers: [{type: nsq, metadata: {nsqLookupdHTTPAddresses: "nsq:4161", topic: t, channel: c}}]}
`,
  'silenced with a reason': `# perf-gate-ignore scale-down-hasty: nothing comes after the night run
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: night}
spec:
  scaleTargetRef: {name: night}
  # perf-gate-ignore slow-polling: nobody waits at night
  pollingInterval: 120
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown: {stabilizationWindowSeconds: 0, policies: [{type: Percent, value: 100, periodSeconds: 15}]}
  triggers:
    - {type: temporal, metadata: {endpoint: "temporal:7233", taskQueue: night, targetQueueSize: "2"}}
`,
  'network and access': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example.com], secretName: tls}]
  rules:
    - host: shop.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 80, endPort: 90}]}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: robot, namespace: team}]
`,
  'vaults and other stores of secrets': `apiVersion: keda.sh/v1alpha1
kind: ClusterTriggerAuthentication
metadata: {name: vault}
spec:
  hashiCorpVault:
    address: https://vault.example.com
    authentication: kubernetes
    role: keda
    mount: kubernetes
    credential: {serviceAccount: /var/run/secrets/kubernetes.io/serviceaccount/token}
    secrets: [{parameter: host, key: url, path: secret/data/rabbitmq}]
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: {name: stores}
spec:
  env: [{parameter: region, name: REGION, containerName: web}]
  azureKeyVault:
    vaultUri: https://vault.example.com
    secrets: [{parameter: connection, name: c}]
  awsSecretManager:
    region: eu-west-1
    secrets: [{parameter: connection, name: c}]
`,
  'two monitors': `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web}
spec:
  namespaceSelector: {matchNames: [shop]}
  selector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}
  endpoints:
    - targetPort: 9464
      interval: 1m30s
      relabelings: [{sourceLabels: [__meta_kubernetes_pod_name], targetLabel: pod, action: replace}]
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: jobs}
spec: {selector: {}, podMetricsEndpoints: [{port: metrics, path: /m}]}
`,
};
