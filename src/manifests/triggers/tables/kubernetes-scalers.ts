import type { ScalerTable } from '../scaler.ts';

const RESOURCE = {
  parameters: { value: 'text!', containerName: 'text' },
  deprecated: { type: 'Write metricType beside metadata; metadata.type is refused since KEDA 2.18.' },
};
const EXTERNAL = {
  parameters: {
    scalerAddress: 'text!',
    enableTLS: 'bool',
    unsafeSsl: 'bool',
    caCert: 'text only-auth',
    tlsClientCert: 'text only-auth',
    tlsClientKey: 'text only-auth',
  },
  open: true,
  deprecated: { tlsCertFile: 'Give caCert, tlsClientCert and tlsClientKey by a TriggerAuthentication.' },
};

/** Scalers that ask the cluster itself, the clock, or a scaler of your own. */
export const KUBERNETES_SCALERS: ScalerTable = {
  cpu: RESOURCE,
  memory: RESOURCE,
  cron: { parameters: { start: 'text!', end: 'text!', timezone: 'text!', desiredReplicas: 'int(1..)!' } },
  'kubernetes-workload': {
    parameters: {
      podSelector: 'text!',
      value: 'number(0..)!',
      activationValue: 'number(0..)',
      groupByNode: 'bool',
    },
  },
  'kubernetes-resource': {
    parameters: {
      resourceKind: 'text(ConfigMap|Secret)!',
      resourceName: 'text!',
      key: 'text!',
      format: 'text(number|json|yaml)',
      valueLocation: 'text',
      valueType: 'text(float64|int64|quantity)',
      targetValue: 'number!',
      activationTargetValue: 'number',
    },
  },
  external: EXTERNAL,
  'external-push': EXTERNAL,
};
