import type { LoadFacts, Notice, SummaryStatistic } from '../model/run.ts';
import { cleanName } from './endpoint-name.ts';
import type { IngestedResults, IngestOptions } from './ingested-results.ts';
import { REQUEST_METRIC } from './metric-roles.ts';
import type { SummaryDocument, SummaryMetric } from './summary-document.ts';

/** The sub-metric that k6 always writes: the successful requests. */
const SUCCESSFUL = 'expected_response:true';

/** What a summary alone can tell: totals and a few quantiles of the whole run, no distribution. */
export function resultsOfSummary(document: SummaryDocument, options: IngestOptions): IngestedResults {
  const facts = new SummaryFacts(document.metrics);
  const summary = statisticsOf(document, facts, new Set([REQUEST_METRIC, ...options.metrics]));
  const load = loadOf(facts, document.durationMs ?? 0);
  return {
    format: document.format,
    series: [],
    load,
    iterations: load.iterations,
    thresholds: document.thresholds,
    declaredThresholds: [],
    firstSampleMs: null,
    lastSampleMs: null,
    summaryOnly: true,
    summary,
    notices: noticesOf(summary),
  };
}

class SummaryFacts {
  readonly #metrics: readonly SummaryMetric[];

  constructor(metrics: readonly SummaryMetric[]) {
    this.#metrics = metrics;
  }

  metric(name: string, tags = ''): SummaryMetric | undefined {
    return this.#metrics.find((metric) => metric.name === name && metric.tags === tags);
  }

  /** 0 when the summary does not say. */
  count(name: string, value: string): number {
    return this.metric(name)?.values[value] ?? 0;
  }
}

/** `http_req_failed` is a rate of failures: its `passes` are the requests that failed. */
function loadOf(facts: SummaryFacts, durationMs: number): LoadFacts {
  const failedRequests = facts.count('http_req_failed', 'passes');
  return {
    requests: facts.count('http_reqs', 'count'),
    failedRequests,
    failuresByClass: failedRequests > 0 ? { unknown: failedRequests } : {},
    iterations: facts.count('iterations', 'count'),
    droppedIterations: facts.count('dropped_iterations', 'count'),
    checksPassed: facts.count('checks', 'passes') || facts.count('checks_succeeded', 'passes'),
    checksFailed: facts.count('checks', 'fails') || facts.count('checks_failed', 'passes'),
    maxVus: facts.count('vus', 'max'),
    warmUpMs: 0,
    measuredMs: durationMs,
    offeredRate: null,
  };
}

function statisticsOf(
  { metrics }: SummaryDocument,
  facts: SummaryFacts,
  wanted: ReadonlySet<string>,
): SummaryStatistic[] {
  const successful = facts.metric(REQUEST_METRIC, SUCCESSFUL);
  return metrics.flatMap((metric) => {
    if (!wanted.has(metric.name) || metric.values.passes !== undefined) return [];
    if (metric.tags === '') {
      const best = metric.name === REQUEST_METRIC ? (successful ?? metric) : metric;
      return [statisticOf(best, null, countOf(best, facts))];
    }
    const endpoint = endpointOfTags(metric.tags);
    return endpoint === null ? [] : [statisticOf(metric, endpoint, metric.values.count ?? null)];
  });
}

function statisticOf(
  { name, values }: SummaryMetric,
  endpoint: string | null,
  count: number | null,
): SummaryStatistic {
  return {
    metric: name,
    endpoint,
    count,
    mean: values.avg ?? null,
    min: values.min ?? null,
    max: values.max ?? null,
    p50: values.med ?? values['p(50)'] ?? null,
    p90: values['p(90)'] ?? null,
    p95: values['p(95)'] ?? null,
    p99: values['p(99)'] ?? null,
  };
}

/** A trend's own count is in no default summary; that of the requests can be had from the other metrics. */
function countOf(metric: SummaryMetric, facts: SummaryFacts): number | null {
  const own = metric.values.count;
  if (own !== undefined || metric.name !== REQUEST_METRIC) return own ?? null;
  const requests = facts.metric('http_reqs')?.values.count;
  if (requests === undefined) return null;
  return metric.tags === SUCCESSFUL ? requests - facts.count('http_req_failed', 'passes') : requests;
}

/** `/cart` of `name:/cart`, `GET /cart` of `name:/cart,method:GET`; `null` when other tags are in it. */
function endpointOfTags(tags: string): string | null {
  const match = /^name:([^,]+)$|^method:([^,]+),\s*name:([^,]+)$|^name:([^,]+),\s*method:([^,]+)$/.exec(tags);
  if (match === null) return null;
  const name = match[1] ?? match[3] ?? match[4] ?? '';
  const method = match[2] ?? match[5] ?? '';
  return cleanName(`${method} ${name}`);
}

function noticesOf(summary: readonly SummaryStatistic[]): Notice[] {
  const notices: Notice[] = [
    {
      code: 'summary-only',
      text: 'a summary has no distribution, no time and no warm-up cut: only its quantiles can be compared, without regard to noise; use --out json for a verdict',
    },
  ];
  const requests = summary.find(({ metric, endpoint }) => metric === REQUEST_METRIC && endpoint === null);
  if (requests?.p95 == null)
    notices.push({
      code: 'summary-without-p95',
      text: `the summary does not state p(95) of ${REQUEST_METRIC}: add it to summaryTrendStats`,
    });
  return notices;
}
