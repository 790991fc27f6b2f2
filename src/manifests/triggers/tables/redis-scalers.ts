import type { Scaler, ScalerTable } from '../scaler.ts';

const CONNECTION = {
  address: 'text env auth',
  addresses: 'text env auth',
  host: 'text env auth',
  hosts: 'text env auth',
  port: 'text env auth',
  ports: 'text env auth',
  username: 'text env auth',
  password: 'text env auth',
  databaseIndex: 'int(0..)',
  enableTLS: 'bool',
  unsafeSsl: 'bool',
  tls: 'text(enable|disable) only-auth',
  ca: 'text only-auth',
  cert: 'text only-auth',
  Cert: 'text only-auth',
  key: 'text only-auth',
  keyPassword: 'text only-auth',
} as const;
const SENTINEL = {
  sentinelUsername: 'text env auth',
  sentinelPassword: 'text env auth',
  sentinelMaster: 'text env auth',
} as const;
const LIST = { listName: 'text!', listLength: 'int(1..)', activationListLength: 'int(0..)' } as const;
const STREAM = {
  stream: 'text!',
  consumerGroup: 'text',
  pendingEntriesCount: 'int(1..)',
  streamLength: 'int(1..)',
  lagCount: 'int(1..)',
  activationLagCount: 'int(0..)',
} as const;
const ADDRESSED = [['address', 'addresses', 'host', 'hosts']];

/** Lists and streams of Redis: alone, in a cluster, behind sentinels. */
export const REDIS_SCALERS: ScalerTable = {
  redis: scaler({ ...CONNECTION, ...LIST }),
  'redis-cluster': scaler({ ...CONNECTION, ...LIST }),
  'redis-sentinel': scaler({ ...CONNECTION, ...SENTINEL, ...LIST }),
  'redis-streams': scaler({ ...CONNECTION, ...STREAM }),
  'redis-cluster-streams': scaler({ ...CONNECTION, ...STREAM }),
  'redis-sentinel-streams': scaler({ ...CONNECTION, ...SENTINEL, ...STREAM }),
};

function scaler(parameters: Scaler['parameters']): Scaler {
  return { parameters, oneOf: ADDRESSED };
}
