import { type Bundle, neighboursOf, ofKind, WORKLOAD_KINDS } from '../bundle.ts';
import { headOf, type Manifest, titleOf } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { labelsAt, podLabels, selects, workloadsIn } from '../workload.ts';
import { entryAt, itemsAt, mapAt, nodeAt, scalarAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, WORKER } from './example-manifests.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: orders-worker
  labels: {app: orders-worker}
spec:
  selector: {app: orders-worker}
  ports:
    - {name: metrics, port: 9464}
`;
const MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: orders-worker
spec:
  selector:
    matchLabels: {app: orders-worker}
  endpoints:
    - port: metrics
      interval: 15s
`;

/** Labels that must find what they look for. */
export const SELECTOR_RULES: readonly Rule[] = [
  {
    id: 'selector-mismatch',
    severity: 'error',
    title: 'A workload does not select its own pods',
    reason: 'The API server refuses it.',
    fix: 'Write the same labels in spec.selector.matchLabels and spec.template.metadata.labels.',
    bad: changed(
      WORKER,
      '      labels: {app: orders-worker}\n    spec',
      '      labels: {app: order-worker}\n    spec',
    ),
    good: WORKER,
    check: function* (bundle) {
      for (const workload of [...workloadsIn(bundle), ...ofKind(bundle, 'DaemonSet')]) {
        const place = entryAt(workload.root, 'spec', 'selector');
        const selector = labelsAt(workload.root, 'spec', 'selector', 'matchLabels');
        if (
          place !== null &&
          mapAt(workload.root, 'spec', 'template') !== null &&
          !selects(selector, podLabels(workload))
        )
          yield {
            at: place.keyNode,
            message: `${titleOf(workload)} selects ${shown(selector)}, its pods have ${shown(podLabels(workload))}`,
          };
      }
    },
  },
  {
    id: 'selects-nothing',
    severity: 'warning',
    title: 'A selector finds none of the objects beside it',
    reason:
      'A Service without pods answers nothing, a budget protects nothing, a monitor scrapes nothing: all without an error.',
    fix: 'Write the labels of what is meant.',
    bad: documents(WORKER, changed(SERVICE, 'selector: {app: orders-worker}', 'selector: {app: worker}')),
    good: documents(WORKER, SERVICE),
    aboutAbsence: true,
    check: emptySelectors,
  },
  {
    id: 'monitor-port',
    severity: 'error',
    title: 'A ServiceMonitor names a port that its Services do not have',
    reason: 'Nothing is scraped, without an error: the queries that scale by it are empty.',
    fix: 'Write the name of a port of the Service; a number goes into targetPort.',
    bad: documents(WORKER, SERVICE, changed(MONITOR, 'port: metrics', 'port: http')),
    good: documents(WORKER, SERVICE, MONITOR),
    aboutAbsence: true,
    check: unknownPorts,
  },
];

function shown(labels: ReadonlyMap<string, string>): string {
  return labels.size === 0 ? 'no labels' : [...labels].map(([name, value]) => `${name}=${value}`).join(', ');
}

const POD_OWNERS = [...WORKLOAD_KINDS, 'DaemonSet', 'Job'];

function* emptySelectors(bundle: Bundle): Generator<Complaint> {
  for (const service of ofKind(bundle, 'Service')) {
    const selector = labelsAt(service.root, 'spec', 'selector');
    yield* nothingFound(bundle, { owner: service, selector, kinds: POD_OWNERS, labelsOf: podLabels });
  }
  for (const budget of ofKind(bundle, 'PodDisruptionBudget')) {
    const selector = labelsAt(budget.root, 'spec', 'selector', 'matchLabels');
    yield* nothingFound(bundle, { owner: budget, selector, kinds: POD_OWNERS, labelsOf: podLabels });
  }
  for (const monitor of ofKind(bundle, 'ServiceMonitor')) {
    if (nodeAt(monitor.root, 'spec', 'namespaceSelector') !== null) continue;
    const selector = labelsAt(monitor.root, 'spec', 'selector', 'matchLabels');
    yield* nothingFound(bundle, { owner: monitor, selector, kinds: ['Service'], labelsOf: ownLabels });
  }
}

function ownLabels({ root }: Manifest): ReadonlyMap<string, string> {
  return labelsAt(root, 'metadata', 'labels');
}

interface Selection {
  readonly owner: Manifest;
  readonly selector: ReadonlyMap<string, string>;
  /** What it selects from. */
  readonly kinds: readonly string[];
  readonly labelsOf: (candidate: Manifest) => ReadonlyMap<string, string>;
}

/** Only where there is something to select from: an object alone may be checked alone. */
function* nothingFound(
  bundle: Bundle,
  { owner, selector, kinds, labelsOf }: Selection,
): Generator<Complaint> {
  if (selector.size === 0 || !kinds.some((kind) => bundle.byKind.has(kind))) return;
  if (neighboursOf(bundle, owner, ...kinds).some((candidate) => selects(selector, labelsOf(candidate))))
    return;
  const nobody = kinds.includes('Service') ? 'no Service' : 'no workload';
  const at = entryAt(owner.root, 'spec', 'selector')?.keyNode ?? headOf(owner);
  yield {
    at,
    message: `${titleOf(owner)} selects ${shown(selector)}, and ${nobody} among the files has these labels`,
  };
}

function* unknownPorts(bundle: Bundle): Generator<Complaint> {
  for (const monitor of ofKind(bundle, 'ServiceMonitor')) {
    const selector = labelsAt(monitor.root, 'spec', 'selector', 'matchLabels');
    const services = neighboursOf(bundle, monitor, 'Service').filter(
      (service) => selector.size > 0 && selects(selector, ownLabels(service)),
    );
    if (services.length === 0) continue;
    const names = services.flatMap(({ root }) =>
      itemsAt(root, 'spec', 'ports').map((port) => textAt(port, 'name')),
    );
    for (const endpoint of itemsAt(monitor.root, 'spec', 'endpoints')) {
      const port = scalarAt(endpoint, 'port');
      if (port !== null && !names.includes(port.text))
        yield { at: port, message: `${services.map(titleOf).join(', ')} has no port named ${port.text}` };
    }
  }
}
