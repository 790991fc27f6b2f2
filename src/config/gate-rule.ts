import { quantileName } from '../lib/format-number.ts';
import { ALL_REQUESTS_P95, type GateRule } from '../model/gate-policy.ts';
import { invalidConfig } from './resolve-settings.ts';
import { type Problem, quote } from './setting.ts';

const RULE = /^(?:([a-zA-Z_][a-zA-Z0-9_]{0,127}):)?(?:p(\d{1,2}(?:\.\d+)?)|med|median)(?:@(.+))?$/;

/** `p95`, `http_req_duration:p99`, `my_trend:p95`, `p95@GET /search`; `null` when it is none of them. */
export function parseRule(text: string): GateRule | null {
  const match = RULE.exec(text.trim());
  if (match === null) return null;
  const quantile = match[2] === undefined ? 0.5 : Number(`${match[2]}e-2`);
  if (quantile < 0.5 || quantile >= 1) return null;
  return { metric: match[1] ?? ALL_REQUESTS_P95.metric, quantile, endpoint: match[3]?.trim() ?? null };
}

/** A rule as `--metric` takes it: `parseRule` gives the same again. */
export function ruleText({ metric, quantile, endpoint }: GateRule): string {
  const of = metric === ALL_REQUESTS_P95.metric ? '' : `${metric}:`;
  return `${of}${quantileName(quantile)}${endpoint === null ? '' : `@${endpoint}`}`;
}

/** The rules of `--metric`, the default one when there are none. @throws GateError CONFIG_INVALID */
export function parseRules(texts: readonly string[]): readonly [GateRule, ...GateRule[]] {
  const problems: Problem[] = [];
  const rules: GateRule[] = [];
  for (const text of texts) {
    const rule = parseRule(text);
    if (rule === null)
      problems.push({
        path: '--metric',
        expected: 'p50 to p99.9, METRIC:p95 or p95@ENDPOINT',
        got: quote(text),
      });
    else rules.push(rule);
  }
  if (problems.length > 0) throw invalidConfig(problems);
  const [first, ...rest] = rules;
  return first === undefined ? [ALL_REQUESTS_P95] : [first, ...rest];
}
