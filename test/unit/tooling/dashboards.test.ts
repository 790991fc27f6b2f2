import { describe, expect, it } from 'vitest';
import { DASHBOARD_FILES, dataPanels, readDashboard } from '../../support/dashboard-panels.ts';

describe.each(DASHBOARD_FILES)('the dashboard %s', (name) => {
  const dashboard = readDashboard(name);
  const panels = dataPanels(dashboard);

  it('says of every panel what it shows and in which unit', () => {
    for (const { title, description, fieldConfig } of panels) {
      expect(title).toMatch(/\w/);
      expect(description, title).toMatch(/\w.*\.$/);
      expect(fieldConfig?.defaults.unit, title).toMatch(/\w/);
    }
  });

  it('works with whatever Prometheus is chosen', () => {
    expect(dashboard.templating.list[0]?.name).toBe('datasource');
    for (const { title, datasource, targets = [] } of panels)
      for (const uid of [datasource?.uid, ...targets.map((target) => target.datasource?.uid)])
        expect(uid, title).toBe('$datasource');
  });

  it('has ids, and references within a panel, once each', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { targets = [], title } of panels) {
      expect(targets.length, title).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  it('lays no panel over another, and none over the edge', () => {
    for (const [index, { gridPos: a, title }] of dashboard.panels.entries()) {
      expect(a.x + a.w, title).toBeLessThanOrEqual(24);
      for (const { gridPos: b, title: other } of dashboard.panels.slice(index + 1)) {
        const beside = a.x + a.w <= b.x || b.x + b.w <= a.x;
        const below = a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect(beside || below, `${title} and ${other}`).toBe(true);
      }
    }
  });
});
