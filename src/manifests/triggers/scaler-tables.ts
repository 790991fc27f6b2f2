import type { Scaler, ScalerTable } from './scaler.ts';
import { CLOUD_SCALERS } from './tables/cloud-scalers.ts';
import { KUBERNETES_SCALERS } from './tables/kubernetes-scalers.ts';
import { METRIC_SCALERS } from './tables/metric-scalers.ts';
import { OTHER_SCALERS } from './tables/other-scalers.ts';
import { QUEUE_SCALERS } from './tables/queue-scalers.ts';
import { REDIS_SCALERS } from './tables/redis-scalers.ts';

/** Scalers whose metadata is known. */
export const SCALERS: ScalerTable = {
  ...KUBERNETES_SCALERS,
  ...METRIC_SCALERS,
  ...QUEUE_SCALERS,
  ...REDIS_SCALERS,
  ...CLOUD_SCALERS,
  ...OTHER_SCALERS,
};

/** Types that KEDA has as well; their metadata is not checked. */
const OTHER_TYPES: readonly string[] = [
  ...[
    'arangodb',
    'aws-dynamodb-streams',
    'azure-app-insights',
    'azure-cosmosdb',
    'azure-data-explorer',
    'azure-log-analytics',
  ],
  ...[
    'azure-monitor',
    'cassandra',
    'clickhouse',
    'couchdb',
    'dynatrace',
    'elastic-forecast',
    'forgejo-runner',
  ],
  ...[
    'gcp-cloudtasks',
    'gcp-spanner',
    'gcp-stackdriver',
    'huawei-cloudeye',
    'ibmmq',
    'liiklus',
    'opensearch',
  ],
  ...['openstack-metric', 'openstack-swift', 'predictkube', 'solace-direct-messaging', 'solace-event-queue'],
  ...['solarwinds', 'solr', 'splunk', 'splunk-observability', 'stan', 'sumologic'],
];

export const TRIGGER_TYPES: readonly string[] = [...Object.keys(SCALERS), ...OTHER_TYPES];

export function scalerOf(type: string): Scaler | null {
  return Object.hasOwn(SCALERS, type) ? (SCALERS[type] ?? null) : null;
}
