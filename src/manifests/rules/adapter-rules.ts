import { hpasIn } from '../autoscaler.ts';
import { type Bundle, ofKind } from '../bundle.ts';
import { headOf } from '../manifest.ts';
import { type AdapterRule, adapterConfigs } from '../prometheus-adapter.ts';
import { parseQuery } from '../promql/parse-query.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { ScalarNode } from '../yaml/located-node.ts';
import { itemsAt, scalarAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER, WORKER_HPA } from './example-manifests.ts';

const ADAPTER = `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus-adapter
data:
  config.yaml: |
    rules:
      - seriesQuery: http_requests_total{namespace!="",pod!=""}
        resources:
          template: <<.Resource>>
        name:
          matches: ^(.*)_total$
          as: \${1}_per_second
        metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>)
`;
const BY_REQUESTS = WORKER_HPA.slice(0, WORKER_HPA.indexOf('    - type: Resource')).concat(`    - type: Pods
      pods:
        metric: {name: http_requests_per_second}
        target: {type: AverageValue, averageValue: "50"}
`);

/** Custom metrics: what an HPA asks for, and what prometheus-adapter answers. */
export const ADAPTER_RULES: readonly Rule[] = [
  {
    id: 'hpa-metric-without-rule',
    severity: 'error',
    title: 'No rule of prometheus-adapter makes the metric of an HPA',
    reason: 'The HPA finds no metric, and does not scale in or out by it.',
    fix: 'Correct the name, or add a rule whose name gives it.',
    bad: documents(ADAPTER, changed(BY_REQUESTS, 'http_requests_per_second', 'http_request_per_second')),
    good: documents(ADAPTER, BY_REQUESTS),
    aboutAbsence: true,
    check: metricsWithoutRule,
  },
  {
    id: 'adapter-query-matchers',
    severity: 'error',
    title: 'A metricsQuery does not take the label matchers',
    reason: 'It answers the same for every pod and namespace, with the sum of all.',
    fix: 'Write <<.LabelMatchers>> inside of the braces of the series.',
    bad: changed(ADAPTER, '{<<.LabelMatchers>>}', ''),
    good: ADAPTER,
    check: (bundle) =>
      adapterQueries(bundle, (query) =>
        query.text.includes('.LabelMatchers') || query.text.includes('.LabelValuesByName')
          ? null
          : 'the query has no <<.LabelMatchers>>',
      ),
  },
  {
    id: 'adapter-query-incomplete',
    severity: 'warning',
    title: 'A metricsQuery does not group, or names its series itself',
    reason:
      'Without <<.GroupBy>> pods cannot be told apart; without <<.Series>> the query answers for other series of the rule too.',
    fix: 'Write sum(rate(<<.Series>>{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>).',
    bad: changed(ADAPTER, ' by (<<.GroupBy>>)', ''),
    good: ADAPTER,
    check: (bundle) =>
      adapterQueries(bundle, (query, rule) => {
        if (rule.kind === 'custom' && !query.text.includes('.GroupBy'))
          return 'the query has no <<.GroupBy>>';
        return query.text.includes('.Series') || /^\s*[a-zA-Z_:]/.test(rule.seriesQuery)
          ? null
          : 'the query has no <<.Series>>';
      }),
  },
  {
    id: 'adapter-query-syntax',
    severity: 'error',
    title: 'A metricsQuery is not PromQL',
    reason: 'Prometheus answers with an error, and the HPA finds no metric.',
    fix: 'Correct the query; what stands in << >> is filled in before it is asked.',
    bad: changed(ADAPTER, '[1m])) by', '[1m]) by'),
    good: ADAPTER,
    check: (bundle) =>
      adapterQueries(bundle, (query) => {
        const filled = query.text
          .replace(/<<-?\s*\.Series\s*-?>>/g, 'series')
          .replace(/<<-?\s*\.LabelMatchers\s*-?>>/g, 'label="value"')
          .replace(/<<-?\s*\.GroupBy\s*-?>>/g, 'label')
          .replace(/<<[^>]*>>/g, 'value');
        const parsed = parseQuery(filled);
        return parsed.kind === 'invalid' ? `not PromQL once it is filled in: ${parsed.message}` : null;
      }),
  },
  {
    id: 'external-metrics-twice',
    severity: 'warning',
    title: 'KEDA and another adapter both want to answer external metrics',
    reason:
      'The cluster has one APIService external.metrics.k8s.io: whoever is installed last takes it, and the other goes silent.',
    fix: 'Leave external metrics to KEDA, and custom metrics to prometheus-adapter.',
    bad: documents(SCALED_WORKER, changed(ADAPTER, '    rules:', '    externalRules:')),
    good: documents(SCALED_WORKER, ADAPTER),
    check: claimedTwice,
  },
];

function* metricsWithoutRule(bundle: Bundle): Generator<Complaint> {
  const rules = adapterConfigs(bundle).flatMap((config) => config.rules);
  if (rules.length === 0) return;
  for (const { manifest } of hpasIn(bundle))
    for (const metric of itemsAt(manifest.root, 'spec', 'metrics')) {
      const type = textAt(metric, 'type') ?? '';
      const source = { Pods: 'pods', Object: 'object', External: 'external' }[type];
      const name = source === undefined ? null : scalarAt(metric, source, 'metric', 'name');
      const kind = type === 'External' ? 'external' : 'custom';
      if (name !== null && !rules.some((rule) => rule.kind === kind && rule.named.test(name.text)))
        yield { at: name, message: `no ${kind} rule of prometheus-adapter makes the metric ${name.text}` };
    }
}

function* adapterQueries(
  bundle: Bundle,
  fault: (query: ScalarNode, rule: AdapterRule) => string | null,
): Generator<Complaint> {
  for (const rule of adapterConfigs(bundle).flatMap((config) => config.rules)) {
    const problem = rule.metricsQuery === null ? null : fault(rule.metricsQuery, rule);
    if (rule.metricsQuery !== null && problem !== null)
      yield { at: rule.placeOf(rule.metricsQuery), message: problem };
  }
}

function* claimedTwice(bundle: Bundle): Generator<Complaint> {
  if (bundle.scaledObjects.length === 0) return;
  const at = [
    ...adapterConfigs(bundle)
      .filter(({ rules }) => rules.some(({ kind }) => kind === 'external'))
      .map(({ manifest }) => manifest),
    ...ofKind(bundle, 'APIService').filter(
      ({ name, root }) =>
        /external\.metrics\.k8s\.io$/.test(name) &&
        textAt(root, 'spec', 'service', 'name') !== 'keda-operator-metrics-apiserver',
    ),
  ];
  for (const manifest of at)
    yield {
      at: headOf(manifest),
      message: 'this answers external metrics, and so does KEDA, which ScaledObjects here need',
    };
}
