import type { CheckCount, GroupNode } from './group-tree.ts';
import type { SummaryData, SummaryMetric } from './summary-data.ts';

/**
 * The document of k6's `--summary-export`. Its oddities are k6's: values are flat, a rate is called `value`, groups and
 * checks are objects by name, and a threshold is `true` when it was crossed.
 */
export function summaryExport(data: SummaryData): Readonly<Record<string, unknown>> {
  const metrics = Object.entries(data.metrics).map(([name, metric]) => [name, exportedMetric(metric)]);
  return {
    root_group: exportedGroup(data.root_group),
    metrics: Object.fromEntries(metrics),
    ...(data.setup_data === undefined ? {} : { setup_data: data.setup_data }),
  };
}

function exportedMetric({ type, values, thresholds }: SummaryMetric): Readonly<Record<string, unknown>> {
  const flat = type === 'rate' ? { value: values.rate, passes: values.passes, fails: values.fails } : values;
  if (thresholds === undefined) return { ...flat };
  const crossed = Object.entries(thresholds).map(([expression, { ok }]) => [expression, !ok]);
  return { ...flat, thresholds: Object.fromEntries(crossed) };
}

function exportedGroup(group: GroupNode): Readonly<Record<string, unknown>> {
  const byName = <T extends GroupNode | CheckCount>(items: readonly T[], as: (item: T) => unknown) =>
    Object.fromEntries(items.map((item) => [item.name, as(item)]));
  return {
    name: group.name,
    path: group.path,
    id: group.id,
    groups: byName(group.groups, exportedGroup),
    checks: byName(group.checks, (check) => ({ ...check })),
  };
}
