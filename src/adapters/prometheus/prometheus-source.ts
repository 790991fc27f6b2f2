import { plainText } from '../../lib/plain-text.ts';
import { GateError } from '../../model/gate-error.ts';
import type { MetricQuery } from '../../model/metric-series.ts';
import type { MetricsSource } from '../../ports/metrics-source.ts';
import { type AnswerBounds, boundedAnswer, type HttpAnswer, NoAnswer } from './bounded-answer.ts';
import { prometheusAddress } from './prometheus-address.ts';
import { readRangeAnswer } from './range-answer.ts';

export interface PrometheusOptions {
  readonly url: string;
  /** Bearer token; `null`: none. */
  readonly token: string | null;
  readonly bounds?: AnswerBounds;
}

const BOUNDS: AnswerBounds = { timeoutMs: 30_000, maxBytes: 32 * 2 ** 20 };

/**
 * Range queries of a Prometheus, or of what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics).
 * @throws GateError CONFIG_INVALID for an address that is none
 */
export function makePrometheusSource({ url, token, bounds = BOUNDS }: PrometheusOptions): MetricsSource {
  const { base, shown } = prometheusAddress(url);
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return {
    description: shown,
    async range(query) {
      const init = {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/x-www-form-urlencoded' },
        body: formOf(query),
      };
      const answer = await askedOf(shown, query, () =>
        boundedAnswer(`${base}api/v1/query_range`, init, bounds),
      );
      return seriesOf(shown, query, answer);
    },
  };
}

function formOf({ query, fromMs, toMs, stepSeconds }: MetricQuery): string {
  const form = { query, start: String(fromMs / 1_000), end: String(toMs / 1_000), step: String(stepSeconds) };
  return new URLSearchParams(form).toString();
}

async function askedOf(
  shown: string,
  query: MetricQuery,
  ask: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw unreadable(
      shown,
      query,
      error.message,
      'See whether it is up and can be reached from here.',
      error,
    );
  }
}

function seriesOf(shown: string, query: MetricQuery, { status, text }: HttpAnswer) {
  const answer = readRangeAnswer(text);
  if (answer.kind === 'refused') throw refusedBy(shown, query, status, answer.type, answer.message);
  if (status !== 200) throw unreadable(shown, query, `HTTP ${status}`, hintOf(status));
  if (answer.kind === 'series') return answer.series;
  throw unreadable(
    shown,
    query,
    answer.what,
    'Is this the address of a Prometheus, and not of a page before it?',
  );
}

/** A query that Prometheus does not understand is its writer's fault, everything else is not. */
function refusedBy(
  shown: string,
  query: MetricQuery,
  status: number,
  type: string,
  message: string,
): GateError {
  const what = `HTTP ${status}, ${plainText(`${type}: ${message}`).slice(0, 300)}`;
  if (type !== 'bad_data') return unreadable(shown, query, what, hintOf(status));
  return new GateError('CONFIG_INVALID', `asking ${shown} for ${quoted(query)}: ${what}`, {
    fault: 'user',
    hint: 'Correct the query; it is PromQL.',
  });
}

function hintOf(status: number): string {
  if (status === 401 || status === 403)
    return 'Give a bearer token in the environment variable PERF_GATE_PROMETHEUS_TOKEN.';
  if (status >= 300 && status < 400) return 'Redirects are not followed: give the address that it leads to.';
  if (status === 404) return 'Give the address without /graph; behind a proxy, with its path.';
  if (status === 503) return 'It is starting, shutting down or overloaded: try again in a minute.';
  return 'See its log; a shorter time or a simpler query may do.';
}

function unreadable(
  shown: string,
  query: MetricQuery,
  what: string,
  hint: string,
  cause?: unknown,
): GateError {
  const message = `asking ${shown} for ${quoted(query)}: expected series, got ${what}`;
  return new GateError('METRICS_UNREADABLE', message, { fault: 'environment', hint, cause });
}

function quoted({ query }: MetricQuery): string {
  const line = plainText(query);
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 117)}...` : line);
}
