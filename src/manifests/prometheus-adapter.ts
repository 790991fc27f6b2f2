import { ofKind } from './bundle.ts';
import type { Manifest } from './manifest.ts';
import { oncePerBundle } from './once-per-bundle.ts';
import type { Placed, ScalarNode, YamlNode } from './yaml/located-node.ts';
import { offsetInScalar } from './yaml/offset-in-scalar.ts';
import { readDocuments } from './yaml/read-documents.ts';
import { entriesAt, itemsAt, scalarAt, textAt } from './yaml/read-node.ts';
import { sourceText } from './yaml/source-text.ts';

/** One rule of prometheus-adapter's configuration, which stands as YAML inside of a ConfigMap. */
export interface AdapterRule {
  readonly kind: 'custom' | 'external' | 'resource';
  readonly seriesQuery: string;
  readonly metricsQuery: ScalarNode | null;
  /** What its metrics are called in Kubernetes. */
  readonly named: RegExp;
  /** Where a node of the inner YAML stands in the file. */
  placeOf(node: Placed): Placed;
}

export interface AdapterConfig {
  readonly manifest: Manifest;
  readonly rules: readonly AdapterRule[];
}

/** Configurations of prometheus-adapter among the ConfigMaps. */
export const adapterConfigs = oncePerBundle((bundle): readonly AdapterConfig[] =>
  ofKind(bundle, 'ConfigMap').flatMap((manifest) => {
    const rules = entriesAt(manifest.root, 'data').flatMap(({ value }) =>
      value.kind === 'scalar' && value.text.includes('seriesQuery') ? rulesIn(value) : [],
    );
    return rules.length === 0 ? [] : [{ manifest, rules }];
  }),
);

function rulesIn(outer: ScalarNode): readonly AdapterRule[] {
  const inner = sourceText(outer.source.file, outer.text);
  const root = readDocuments(inner).next().value?.root ?? null;
  const placeOf = ({ start }: Placed): Placed => ({
    source: outer.source,
    start: offsetInScalar(outer, start),
  });
  const read = (field: string, kind: AdapterRule['kind']) =>
    itemsAt(root, field).map((rule): AdapterRule => adapterRule(rule, kind, placeOf));
  return [...read('rules', 'custom'), ...read('externalRules', 'external')];
}

function adapterRule(
  rule: YamlNode,
  kind: AdapterRule['kind'],
  placeOf: AdapterRule['placeOf'],
): AdapterRule {
  const seriesQuery = textAt(rule, 'seriesQuery') ?? '';
  return {
    kind,
    seriesQuery,
    metricsQuery: scalarAt(rule, 'metricsQuery'),
    named: metricName(seriesQuery, textAt(rule, 'name', 'matches'), textAt(rule, 'name', 'as')),
    placeOf,
  };
}

/** The name as `name.matches` and `name.as` make it of the series; a series chosen by a pattern can be called anything that fits. */
function metricName(seriesQuery: string, matches: string | null, as: string | null): RegExp {
  const series = /^\s*([a-zA-Z_:][\w:]*)/.exec(seriesQuery)?.[1] ?? null;
  const pattern = safeRegExp(matches ?? '.*');
  const groups = /\$\{?(\d+)\}?/g;
  const template = as ?? (/\((?!\?)/.test(matches ?? '') ? '$1' : '$0');
  if (series === null || pattern === null)
    return new RegExp(`^${escaped(template.replace(groups, '\u0000')).replaceAll('\u0000', '.+')}$`);
  const found = pattern.exec(series);
  const name = template.replace(groups, (_, group: string) => found?.[Number(group)] ?? '');
  return new RegExp(`^${escaped(name)}$`);
}

function safeRegExp(text: string): RegExp | null {
  try {
    return new RegExp(text);
  } catch {
    return null;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
