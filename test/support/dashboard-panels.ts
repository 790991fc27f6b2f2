import { readFileSync } from 'node:fs';

interface Target {
  readonly expr: string;
  readonly refId: string;
}

export interface DashboardPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly (Target & { readonly datasource?: { readonly uid: string } })[];
}

export interface DashboardFile {
  readonly title: string;
  readonly uid: string;
  readonly schemaVersion: number;
  readonly panels: readonly DashboardPanel[];
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
  readonly templating: { readonly list: readonly { readonly name: string; readonly query?: string }[] };
}

export const DASHBOARD_FILES = ['load-test-results', 'running-load-test'] as const;

/** A dashboard as it is committed. */
export function readDashboard(name: (typeof DASHBOARD_FILES)[number]): DashboardFile {
  const file = new URL(`../../manifests/grafana/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Panels that show data, without the rows that group them. */
export function dataPanels({ panels }: DashboardFile): readonly DashboardPanel[] {
  return panels.filter(({ type }) => type !== 'row');
}

/** A query as Prometheus gets it: everything chosen, and the whole time. */
export function chosenAll(expr: string): string {
  return expr
    .replace(/\$(service|test|branch|testid)\b/g, '.*')
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__interval', '1h')
    .replaceAll('$__range', '30d');
}
