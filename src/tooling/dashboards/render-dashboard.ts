import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** A dashboard as a file that Grafana imports. The builders number no panel; links to one need its number. */
export function renderDashboard(dashboard: Dashboard): string {
  const panels = (dashboard.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 }));
  return `${JSON.stringify({ ...dashboard, panels }, null, 2)}\n`;
}
