import { parseTrendStatistic, type TrendStatistic } from '../options/trend-statistics.ts';
import type { MetricType } from '../vu/vu-backend.ts';

export type ThresholdOperator = '>' | '>=' | '<' | '<=' | '==' | '===' | '!=';

/** What a threshold looks at: a statistic of a trend, or a counter's `count` or `rate`, a rate's `rate`, a gauge's `value`. */
export type ThresholdMethod = TrendStatistic | { readonly kind: 'rate' | 'value' };

export interface ThresholdExpression {
  readonly method: ThresholdMethod;
  readonly operator: ThresholdOperator;
  readonly limit: number;
}

const EXPRESSION =
  /^\s*([a-z]+(?:\([^)]*\))?)\s*(>=|<=|===|==|!=|>|<)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*$/;

const METHODS: Readonly<Record<MetricType, readonly ThresholdMethod['kind'][]>> = {
  trend: ['avg', 'min', 'max', 'med', 'quantile'],
  counter: ['count', 'rate'],
  rate: ['rate'],
  gauge: ['value'],
};

/** `p(95) < 500`; `null` when the text is not a threshold. */
export function parseThreshold(text: string): ThresholdExpression | null {
  const match = EXPRESSION.exec(text);
  const method = parseMethod(match?.[1] ?? '');
  if (match === null || method === null) return null;
  return { method, operator: match[2] as ThresholdOperator, limit: Number(match[3]) };
}

function parseMethod(text: string): ThresholdMethod | null {
  return text === 'rate' || text === 'value' ? { kind: text } : parseTrendStatistic(text);
}

export function isMethodOf(type: MetricType, method: ThresholdMethod): boolean {
  return METHODS[type].includes(method.kind);
}

/** The methods of a metric type as a person writes them. */
export function methodNames(type: MetricType): string {
  return METHODS[type].map((kind) => (kind === 'quantile' ? 'p(N)' : kind)).join(', ');
}

/** Whether `value operator limit` holds. */
export function holds(value: number, { operator, limit }: ThresholdExpression): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '==':
    case '===':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}
