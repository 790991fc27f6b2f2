import { expect, it } from 'vitest';
import { ACTION_SETTINGS } from '../../../src/action/action-settings.ts';
import { findingRequestOf } from '../../../src/action/finding-request-of.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import type { FindingTest } from '../../../src/model/finding.ts';

function request(test: FindingTest, values: Readonly<Record<string, unknown>> = {}) {
  const layer = { values, describe: (name: string) => name };
  return findingRequestOf(test, resolveSettings(ACTION_SETTINGS, [layer]));
}

it.each(['paired', 'comment'])('a stress test does not run beside mode: %s', (mode) => {
  const told = `input mode: expected baseline or report-only beside test: stress, got "${mode}"`;
  expect(() => request('stress', { mode })).toThrow(told);
});

it('a word that was meant for cache is no directory', () => {
  expect(() => request('soak', { 'baseline-store': 'caches' })).toThrow(
    /input baseline-store: expected cache/,
  );
});

it('a test without a script is the one that comes with perf-gate, by k6, under its own name', () => {
  expect(request('stress')).toMatchObject({
    script: 'k6/stress.js',
    engine: 'k6',
    options: { stress: { stepSeconds: 20 } },
    terms: { key: 'stress', failure: { reportOnly: false } },
  });
});

it('inputs say what it is held against', () => {
  const given = { script: 'mine.js', 'slo-p95': '300ms', 'metrics-url': 'http://127.0.0.1:1/metrics' };
  const asked = request('soak', {
    ...given,
    'drift-limit': '5%',
    'baseline-key': 'shop',
    mode: 'report-only',
  });
  expect(asked).toMatchObject({
    script: 'mine.js',
    metricsUrl: 'http://127.0.0.1:1/metrics',
    options: { stress: { p95Ms: 300 }, soak: { limit: 0.05 } },
    terms: { key: 'shop', failure: { reportOnly: true } },
  });
});

it('a length that is given counts, also the one that a baseline test would have', () => {
  expect(request('soak')).toMatchObject({ env: {}, timeoutMs: 24 * 3_600_000 + 300_000 });
  const minute = request('stress', { duration: '60s' });
  expect(minute).toMatchObject({ env: { DURATION: '60s' }, timeoutMs: 360_000 });
  expect(() => request('soak', { duration: '60s' })).toThrow(/expected at least 20m for a soak test/);
});

it('what may enter the history is what the inputs say, wherever it is kept', () => {
  expect(request('stress', { 'update-baseline': 'always' }).terms.updateBaseline).toBe('always');
  expect(request('stress', { 'baseline-store': './b' }).terms.updateBaseline).toBe('auto');
});

it('a directory has one line of findings, as it has one of baselines', () => {
  const given = { 'baseline-store': './b', 'baseline-branches': ['release'] };
  expect(() => request('stress', given)).toThrow(/input baseline-branches: expected none/);
});
