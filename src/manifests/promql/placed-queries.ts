import type { SyntaxNode } from '@lezer/common';
import { parseDuration } from '../../lib/duration.ts';
import { type Bundle, ofKind } from '../bundle.ts';
import { oncePerBundle } from '../once-per-bundle.ts';
import { type OwnedTrigger, triggersOfType } from '../triggers/bundle-triggers.ts';
import type { Placed, ScalarNode } from '../yaml/located-node.ts';
import { offsetInScalar } from '../yaml/offset-in-scalar.ts';
import { itemsAt, scalarAt, textAt } from '../yaml/read-node.ts';
import { descendantsOf, type ParsedQuery, parseQuery, textOf } from './parse-query.ts';
import type { RecordedQueries } from './series-count.ts';

/** A PromQL expression in a manifest. */
export interface PlacedQuery {
  readonly scalar: ScalarNode;
  readonly query: ParsedQuery;
  /** The trigger whose query it is; `null` for a recording or alerting rule. */
  readonly trigger: OwnedTrigger | null;
}

/** Queries of prometheus triggers and of PrometheusRules. */
export const queriesIn = oncePerBundle((bundle): readonly PlacedQuery[] => [
  ...triggerQueries(bundle),
  ...ruleQueries(bundle),
]);

export const triggerQueries = oncePerBundle((bundle): readonly PlacedQuery[] =>
  triggersOfType(bundle, 'prometheus').flatMap((trigger) => {
    const scalar = scalarAt(trigger.trigger.metadata, 'query');
    return scalar === null ? [] : [{ scalar, query: parseQuery(scalar.text), trigger }];
  }),
);

function ruleQueries(bundle: Bundle): readonly PlacedQuery[] {
  return rulesIn(bundle).flatMap((rule) => {
    const scalar = scalarAt(rule, 'expr');
    return scalar === null ? [] : [{ scalar, query: parseQuery(scalar.text), trigger: null }];
  });
}

function rulesIn(bundle: Bundle) {
  return ofKind(bundle, 'PrometheusRule').flatMap(({ root }) =>
    itemsAt(root, 'spec', 'groups').flatMap((group) => itemsAt(group, 'rules')),
  );
}

/** What recording rules of the bundle record. */
export const recordedQueries = oncePerBundle((bundle): RecordedQueries => {
  const recorded = new Map<string, string>();
  for (const rule of rulesIn(bundle)) {
    const [name, expression] = [textAt(rule, 'record'), textAt(rule, 'expr')];
    if (name !== null && expression !== null) recorded.set(name, expression);
  }
  return recorded;
});

/** The place in the file of a place in the query. */
export function placeInQuery({ scalar }: Pick<PlacedQuery, 'scalar'>, offset: number): Placed {
  return { source: scalar.source, start: offsetInScalar(scalar, offset) };
}

/** Windows of `rate(x[1m])` and its like, in milliseconds. */
export function* rateWindows(text: string, root: SyntaxNode): Generator<{ node: SyntaxNode; ms: number }> {
  for (const node of descendantsOf(root)) {
    if (node.name !== 'MatrixSelector') continue;
    const duration = node.getChild('DurationExpr');
    const ms = duration === null ? null : parseDuration(textOf(text, duration));
    if (duration !== null && ms !== null) yield { node: duration, ms };
  }
}

/** The shortest interval at which the bundle's monitors scrape, in milliseconds; `null` when none says. */
export function scrapeIntervalMs(bundle: Bundle): number | null {
  const intervals = ofKind(bundle, 'ServiceMonitor', 'PodMonitor').flatMap(({ root }) =>
    [...itemsAt(root, 'spec', 'endpoints'), ...itemsAt(root, 'spec', 'podMetricsEndpoints')].flatMap(
      (endpoint) => {
        const text = textAt(endpoint, 'interval');
        const ms = text === null ? null : parseDuration(text);
        return ms === null ? [] : [ms];
      },
    ),
  );
  return intervals.length === 0 ? null : Math.min(...intervals);
}

/** Whether a query can never be empty, because it falls back on a constant above a limit. */
export function isAlwaysAbove(query: ParsedQuery, limit: number): boolean {
  if (query.kind !== 'query') return false;
  const fallback = /\bor\b\s*(?:on\s*\(\s*\)\s*)?vector\s*\(\s*(?<value>[\d.]+)\s*\)\s*$/.exec(query.text);
  return fallback !== null && Number(fallback.groups?.value) > limit;
}
