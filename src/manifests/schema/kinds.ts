import { closest } from '../../lib/closest.ts';
import type { TypeTable } from './field-type.ts';
import { K6_OPERATOR_TYPES } from './k6-operator-types.ts';
import { KEDA_TYPES } from './keda-types.ts';
import kubernetesFields from './kubernetes-fields.json' with { type: 'json' };
import { KUBERNETES_LIMITS } from './kubernetes-limits.ts';
import { KUSTOMIZE_TYPES } from './kustomize-types.ts';
import { PROMETHEUS_OPERATOR_TYPES } from './prometheus-operator-types.ts';

/** Kinds whose fields are known, by `apiVersion`. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: [
    ...[
      'Pod',
      'Service',
      'ConfigMap',
      'Secret',
      'Namespace',
      'ServiceAccount',
      'ResourceQuota',
      'LimitRange',
    ],
    'PersistentVolumeClaim',
  ],
  'apps/v1': ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  'batch/v1': ['Job', 'CronJob'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'policy/v1': ['PodDisruptionBudget'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'rbac.authorization.k8s.io/v1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'keda.sh/v1alpha1': ['ScaledObject', 'ScaledJob', 'TriggerAuthentication', 'ClusterTriggerAuthentication'],
  'monitoring.coreos.com/v1': ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'],
  'k6.io/v1alpha1': ['TestRun'],
  'kustomize.config.k8s.io/v1beta1': ['Kustomization'],
  'kustomize.config.k8s.io/v1alpha1': ['Component'],
};

/** Kinds that exist beside those above in the same groups; their fields are not checked. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  v1: [
    ...[
      'Binding',
      'ComponentStatus',
      'Endpoints',
      'Event',
      'List',
      'Node',
      'PersistentVolume',
      'PodTemplate',
    ],
    'ReplicationController',
  ],
  'apps/v1': ['ControllerRevision'],
  'autoscaling/v1': ['HorizontalPodAutoscaler', 'Scale'],
  'policy/v1': ['Eviction'],
  'networking.k8s.io/v1': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'keda.sh/v1alpha1': ['CloudEventSource'],
  'k6.io/v1alpha1': ['K6', 'PrivateLoadZone'],
  'monitoring.coreos.com/v1': ['Alertmanager', 'Prometheus', 'Probe', 'ThanosRuler'],
};

/** Versions that are gone, and what took their place. */
const REMOVED: Readonly<Record<string, string>> = {
  'autoscaling/v2beta1': 'autoscaling/v2',
  'autoscaling/v2beta2': 'autoscaling/v2',
  'policy/v1beta1': 'policy/v1',
  'batch/v1beta1': 'batch/v1',
  'apps/v1beta1': 'apps/v1',
  'apps/v1beta2': 'apps/v1',
  'extensions/v1beta1': 'apps/v1 or networking.k8s.io/v1',
  'networking.k8s.io/v1beta1': 'networking.k8s.io/v1',
  'keda.k8s.io/v1alpha1': 'keda.sh/v1alpha1',
};

export const TYPE_TABLE: TypeTable = {
  ...withLimits(kubernetesFields),
  ...KEDA_TYPES,
  ...K6_OPERATOR_TYPES,
  ...PROMETHEUS_OPERATOR_TYPES,
  ...KUSTOMIZE_TYPES,
};

/** What is known about an `apiVersion` and a `kind`. */
export type KindAnswer =
  | { readonly kind: 'known'; readonly type: string }
  /** A custom resource, or a kind whose fields are not in the tables. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'wrong'; readonly message: string; readonly fix: string | null };

export function lookUpKind(apiVersion: string, kind: string): KindAnswer {
  const kinds = [...(KINDS[apiVersion] ?? []), ...(ALSO[apiVersion] ?? [])];
  if (KINDS[apiVersion]?.includes(kind) === true) return { kind: 'known', type: kind };
  if (kinds.includes(kind) || /List$/.test(kind)) return { kind: 'unchecked' };
  const successor = REMOVED[apiVersion];
  if (successor !== undefined)
    return wrong(`${apiVersion} is no longer served`, `Write apiVersion: ${successor}.`);
  const home = homesOf(kind);
  if (kinds.length > 0) return wrongKind(apiVersion, kind, kinds, home);
  const near = closest(apiVersion, Object.keys(KINDS));
  if (home.length > 0 && (near !== null || sameGroup(apiVersion, home)))
    return wrong(`there is no ${kind} in ${apiVersion}`, `Write apiVersion: ${home.join(' or ')}.`);
  return { kind: 'unchecked' };
}

function wrongKind(
  apiVersion: string,
  kind: string,
  kinds: readonly string[],
  home: readonly string[],
): KindAnswer {
  const near = closest(kind, kinds);
  const fix =
    home.length > 0
      ? `Write apiVersion: ${home.join(' or ')}.`
      : near === null
        ? null
        : `Did you mean ${near}?`;
  return wrong(`there is no kind ${JSON.stringify(kind)} in ${apiVersion}`, fix);
}

function wrong(message: string, fix: string | null): KindAnswer {
  return { kind: 'wrong', message, fix };
}

function homesOf(kind: string): readonly string[] {
  return Object.keys(KINDS).filter((apiVersion) => KINDS[apiVersion]?.includes(kind));
}

/** The same API group in another version, such as `apps/v2`. */
function sameGroup(apiVersion: string, homes: readonly string[]): boolean {
  const group = apiVersion.split('/')[0];
  return homes.some((home) => home.split('/')[0] === group);
}

function withLimits(fields: TypeTable): TypeTable {
  const table: Record<string, Record<string, string>> = {};
  for (const [type, own] of Object.entries(fields)) table[type] = { ...own };
  for (const [path, notation] of Object.entries(KUBERNETES_LIMITS)) {
    const [type = '', field = ''] = path.split('.');
    const own = table[type];
    if (own?.[field] === undefined) throw new Error(`no field ${path} to limit`);
    own[field] = notation;
  }
  return table;
}
