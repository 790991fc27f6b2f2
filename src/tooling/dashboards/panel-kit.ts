import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  VisibilityMode,
  VizLegendOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DatasourceVariableBuilder,
  MappingType,
  QueryVariableBuilder,
  type ValueMapping,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { VERDICT_CODES } from '../../report/verdict-codes.ts';

/** Chosen at the top of the dashboard, so that it works with any Prometheus. */
export const DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;

export interface Words {
  readonly title: string;
  /** What it shows and how to read it; every panel has one. */
  readonly description: string;
  /** Grafana's name of a unit: `s`, `percentunit`, `reqps`. */
  readonly unit: string;
}

export interface Target {
  readonly expr: string;
  readonly legend: string;
}

/** Half of the width unless said otherwise (24 columns). */
interface Place {
  readonly width?: number;
  readonly height?: number;
}

/** Values over time. Results come once a day or less, so points are shown and joined over the gaps. */
export function timeSeries(words: Words, targets: readonly Target[], place: Place = {}): TimeSeriesPanel {
  const panel = new TimeSeriesPanel()
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(DATASOURCE)
    .span(place.width ?? 12)
    .height(place.height ?? 8)
    .min(0)
    .drawStyle(GraphDrawStyle.Line)
    .showPoints(VisibilityMode.Always)
    .pointSize(6)
    .spanNulls(true)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    );
  for (const [index, target] of targets.entries()) panel.withTarget(rangeQuery(target, index));
  return panel;
}

/** The newest value in the chosen time. */
export function stat(words: Words, expr: string, place: Place = {}): StatPanel {
  return new StatPanel()
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(DATASOURCE)
    .span(place.width ?? 6)
    .height(place.height ?? 5)
    .noValue('no result yet')
    .withTarget(instantQuery({ expr, legend: '' }, 0));
}

export function rangeQuery({ expr, legend }: Target, index: number): cog.Builder<cog.Dataquery> {
  return query(expr, index).legendFormat(legend).range();
}

export function instantQuery({ expr, legend }: Target, index: number): DataqueryBuilder {
  return query(expr, index).legendFormat(legend).instant();
}

/** One row for each series, with its labels as columns. */
export function tableQuery(expr: string): cog.Builder<cog.Dataquery> {
  return instantQuery({ expr, legend: '' }, 0).format(PromQueryFormat.Table);
}

function query(expr: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .expr(expr)
    .refId(String.fromCharCode(65 + index))
    .datasource(DATASOURCE);
}

export function datasourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus');
}

/** A choice among the values that a label has. */
export function labelVariable(name: string, label: string, metric: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query(`label_values(${metric}, ${name})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*');
}

const VERDICT_COLOURS: Readonly<Record<keyof typeof VERDICT_CODES, string>> = {
  improved: 'blue',
  passed: 'green',
  warned: 'yellow',
  'no-baseline': 'text',
  'not-comparable': 'text',
  inconclusive: 'purple',
  invalid: 'orange',
  'slo-breached': 'dark-red',
  regressed: 'red',
};

/** Words and colours in the place of the codes. */
export function verdictMappings(): ValueMapping[] {
  const options = Object.entries(VERDICT_CODES).map(([verdict, code], index) => [
    String(code),
    { text: verdict, color: VERDICT_COLOURS[verdict as keyof typeof VERDICT_CODES], index },
  ]);
  return [{ type: MappingType.ValueToText, options: Object.fromEntries(options) }];
}
