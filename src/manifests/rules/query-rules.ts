import type { SyntaxNode } from '@lezer/common';
import { formatDuration } from '../../lib/duration.ts';
import type { Bundle } from '../bundle.ts';
import { descendantsOf, textOf } from '../promql/parse-query.ts';
import {
  type PlacedQuery,
  placeInQuery,
  queriesIn,
  rateWindows,
  recordedQueries,
  scrapeIntervalMs,
  triggerQueries,
} from '../promql/placed-queries.ts';
import { seriesCount } from '../promql/series-count.ts';
import { argumentsOf, functionName, typeErrors, valueType } from '../promql/value-type.ts';
import type { Complaint, Rule } from '../rule.ts';
import { metadataEntry, metadataText } from '../scaled-object.ts';
import { triggersIn } from '../triggers/bundle-triggers.ts';
import { changed, documents, SCALED_SERVICE } from './example-manifests.ts';

const QUERY = 'sum(rate(http_requests_total{service="shop"}[1m]))';
const MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  endpoints:
    - port: http
      interval: 30s
`;
const MAX_WINDOW_MS = 300_000;
const SCRAPES_PER_WINDOW = 4;

/** Queries that Prometheus refuses, that KEDA cannot read, or that answer late. */
export const QUERY_RULES: readonly Rule[] = [
  {
    id: 'promql-syntax',
    severity: 'error',
    title: 'The query is not PromQL',
    reason: 'Prometheus answers with an error: the trigger fails at every poll.',
    fix: 'Correct the query; promtool or the Prometheus page shows the same error.',
    bad: changed(SCALED_SERVICE, QUERY, 'sum(rate(http_requests_total{service="shop"}[1m])'),
    good: SCALED_SERVICE,
    check: brokenQueries,
  },
  {
    id: 'promql-not-a-vector',
    severity: 'error',
    title: 'The query gives a number, a text or a range',
    reason: 'KEDA reads instant vectors only: the trigger fails at every poll.',
    fix: 'Wrap a number in vector(), and a range in a function such as max_over_time().',
    bad: changed(SCALED_SERVICE, QUERY, `scalar(${QUERY})`),
    good: SCALED_SERVICE,
    check: (bundle) =>
      soundQueries(bundle, (placed, text, root) => {
        const type = valueType(text, root);
        return type === 'vector'
          ? null
          : { at: placed.scalar, message: `the query gives a ${type}, not a vector` };
      }),
  },
  {
    id: 'promql-many-series',
    severity: 'error',
    title: 'The query gives a series for each value of a label',
    reason:
      'KEDA takes one value: with two series it fails with "returned multiple elements", perhaps only on a busy day.',
    fix: 'Aggregate without by(), or with topk(1, ...).',
    bad: changed(SCALED_SERVICE, QUERY, 'sum by (pod) (rate(http_requests_total{service="shop"}[1m]))'),
    good: SCALED_SERVICE,
    check: (bundle) => countedQueries(bundle, 'many', (labels) => `gives a series for each ${labels}`),
  },
  {
    id: 'promql-unaggregated',
    severity: 'warning',
    title: 'The query gives as many series as there happen to be',
    reason: 'One today, two after the next rollout: then KEDA fails with "returned multiple elements".',
    fix: 'Aggregate with sum(), max() or avg().',
    bad: changed(SCALED_SERVICE, QUERY, 'rate(http_requests_total{service="shop"}[1m])'),
    good: SCALED_SERVICE,
    check: (bundle) => countedQueries(bundle, 'unknown', () => 'is not aggregated'),
  },
  {
    id: 'promql-rate-window',
    severity: 'warning',
    title: 'The window of a rate does not fit',
    reason:
      'Below four scrapes a rate has gaps; above five minutes it still averages the time before the spike.',
    fix: 'Take four to eight scrape intervals: [1m] for a scrape every 15 seconds.',
    bad: changed(SCALED_SERVICE, '[1m]', '[10m]'),
    good: documents(changed(SCALED_SERVICE, '[1m]', '[2m]'), MONITOR),
    check: rateWindowComplaints,
  },
  {
    id: 'promql-divided-twice',
    severity: 'warning',
    title: 'A query per replica is divided by the replicas once more',
    reason: 'With metricType AverageValue, which is the default, the HPA divides by the replicas itself.',
    fix: 'Take the division out of the query, or write metricType: Value.',
    bad: changed(SCALED_SERVICE, QUERY, `${QUERY} / count(up{service="shop"})`),
    good: changed(
      changed(SCALED_SERVICE, QUERY, `${QUERY} / count(up{service="shop"})`),
      '- type: prometheus',
      '- type: prometheus\n      metricType: Value',
    ),
    check: dividedTwice,
  },
  {
    id: 'threshold-zero',
    severity: 'warning',
    title: 'The threshold is zero',
    reason: 'The metric is divided by it: any load at all asks for the largest count.',
    fix: 'Write what one replica can take.',
    bad: changed(SCALED_SERVICE, '"50"', '"0"'),
    good: SCALED_SERVICE,
    check: zeroThresholds,
  },
];

function* brokenQueries(bundle: Bundle): Generator<Complaint> {
  for (const placed of queriesIn(bundle)) {
    const { query } = placed;
    if (query.kind === 'invalid')
      yield { at: placeInQuery(placed, query.offset), message: `not PromQL: ${query.message}` };
    else
      for (const { node, message } of typeErrors(query.text, query.root))
        yield { at: placeInQuery(placed, node.from), message };
  }
}

type QueryCheck = (placed: PlacedQuery, text: string, root: SyntaxNode) => Complaint | null;

/** Queries of triggers that can be parsed. */
function* soundQueries(bundle: Bundle, check: QueryCheck): Generator<Complaint> {
  for (const placed of triggerQueries(bundle)) {
    const { query } = placed;
    const complaint = query.kind === 'query' ? check(placed, query.text, query.root) : null;
    if (complaint !== null) yield complaint;
  }
}

function countedQueries(
  bundle: Bundle,
  kind: 'many' | 'unknown',
  problem: (labels: string) => string,
): Iterable<Complaint> {
  const recorded = recordedQueries(bundle);
  return soundQueries(bundle, (placed, text, root) => {
    const count = seriesCount(text, root, recorded);
    if (count.kind !== kind || valueType(text, root) !== 'vector') return null;
    // By convention the name of a recording rule says to which labels it is aggregated.
    if (kind === 'unknown' && /^[a-zA-Z_]\w*:[\w:]+(\{[^}]*\})?$/.test(text.trim())) return null;
    const labels = [...count.varying].join(', ') || 'element';
    return { at: placed.scalar, message: `the query ${problem(labels)}: KEDA takes one value only` };
  });
}

function* rateWindowComplaints(bundle: Bundle): Generator<Complaint> {
  const scrape = scrapeIntervalMs(bundle);
  yield* windowComplaints(bundle, (ms) => {
    if (ms > MAX_WINDOW_MS) return `averages the last ${formatDuration(ms)}: a spike shows late`;
    if (scrape === null || ms >= SCRAPES_PER_WINDOW * scrape) return null;
    return `is ${formatDuration(ms)}, less than ${SCRAPES_PER_WINDOW} scrapes of ${formatDuration(scrape)}`;
  });
}

function* windowComplaints(bundle: Bundle, fault: (ms: number) => string | null): Generator<Complaint> {
  for (const placed of triggerQueries(bundle)) {
    if (placed.query.kind !== 'query') continue;
    for (const { node, ms } of rateWindows(placed.query.text, placed.query.root)) {
      const problem = fault(ms);
      if (problem !== null) yield { at: placeInQuery(placed, node.from), message: `the window ${problem}` };
    }
  }
}

function* dividedTwice(bundle: Bundle): Generator<Complaint> {
  for (const placed of triggerQueries(bundle)) {
    const { query, trigger } = placed;
    if (query.kind !== 'query' || (trigger?.trigger.metricType ?? 'AverageValue') !== 'AverageValue')
      continue;
    for (const node of descendantsOf(query.root))
      if (
        node.name === 'BinaryExpr' &&
        node.getChild('Div') !== null &&
        countsReplicas(query.text, node.lastChild)
      )
        yield {
          at: placeInQuery(placed, node.lastChild?.from ?? node.from),
          message: 'the query divides by the replicas, and the HPA divides once more',
        };
  }
}

const REPLICA_COUNTS = [
  /^count\s*(\(|by\b|without\b)[\s\S]*\b(up|kube_pod_\w+|container_\w+)\b/,
  /^\(?\s*(sum|max|avg)?\s*\(?\s*kube_(deployment|statefulset)_status_replicas/,
];

/** `count(up)`, `count(kube_pod_info)`, `kube_deployment_status_replicas`, also inside of `scalar()`. */
function countsReplicas(text: string, node: SyntaxNode | null): boolean {
  if (node === null) return false;
  const isScalar = node.name === 'FunctionCall' && functionName(text, node) === 'scalar';
  const counted = textOf(text, isScalar ? (argumentsOf(node)[0] ?? node) : node);
  return REPLICA_COUNTS.some((pattern) => pattern.test(counted));
}

const THRESHOLDS =
  /^(threshold|value|lagThreshold|queueLength|targetValue|targetQueryValue|queryValue|targetMetricValue|listLength|messageCount)$/;

function* zeroThresholds(bundle: Bundle): Generator<Complaint> {
  for (const { trigger, scaler } of triggersIn(bundle))
    for (const name of Object.keys(scaler?.parameters ?? {})) {
      const entry = THRESHOLDS.test(name) ? metadataEntry(trigger, name) : null;
      // Where the table has a least value, zero is an error already.
      if (
        entry !== null &&
        Number(metadataText(trigger, name) || Number.NaN) === 0 &&
        !/\(1\.\./.test(scaler?.parameters[name] ?? '')
      )
        yield { at: entry.value, message: `${trigger.type}: ${name} is zero` };
    }
}
