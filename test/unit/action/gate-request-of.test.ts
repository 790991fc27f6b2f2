import { describe, expect, it } from 'vitest';
import { ACTION_SETTINGS } from '../../../src/action/action-settings.ts';
import { baselinePlace, gateRequestOf, sharedKeyWarning } from '../../../src/action/gate-request-of.ts';
import { inInputWords } from '../../../src/action/input-words.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';

function request(values: Readonly<Record<string, unknown>>) {
  const layer = { values: { script: 'tests/load.js', ...values }, describe: (name: string) => name };
  return gateRequestOf(resolveSettings(ACTION_SETTINGS, [layer]));
}

describe('the request of a job', () => {
  it('needs a script', () => {
    expect(() => request({ script: undefined })).toThrow(/input script: expected the path of a k6 script/);
  });

  it('files its baseline under the name of the script', () => {
    expect(request({}).key).toBe('load');
    expect(request({ 'baseline-key': 'checkout' }).key).toBe('checkout');
  });

  it.each(['Cache', 'caches', 'actions-cache', 'artifacts'])(
    'takes %s for no directory: there would never be a baseline',
    (given) => {
      expect(() => request({ 'baseline-store': given })).toThrow(
        /input baseline-store: expected cache, artifact, or a directory written with a slash/,
      );
    },
  );

  it.each(['cache', 'artifact', './baselines', '../x', '/var/lib/x', 'C:\\baselines', 'a/b'])(
    'takes %s as a place',
    (given) => {
      expect(request({ 'baseline-store': given }).store).toBe(given);
    },
  );

  it('says by what a slower level is accepted: no command reaches what GitHub keeps', () => {
    expect(request({ 'baseline-store': 'cache' }).toAccept).toContain('`accept-reason`');
    expect(request({ 'baseline-store': './kept' }).toAccept).toContain('--key load --store ./kept --why');
    expect(request({ 'update-baseline': 'never' }).toAccept).toBeNull();
  });

  it('warns of a matrix whose legs would share one baseline', () => {
    expect(sharedKeyWarning({ matrixJobs: 2, key: null })).toContain('baseline-key: $');
    expect(sharedKeyWarning({ matrixJobs: 2, key: 'storefront' })).toBeNull();
    expect(sharedKeyWarning({ matrixJobs: 1, key: null })).toBeNull();
  });

  it('takes no other engine when k6 cannot be had', () => {
    expect(request({}).engine).toBe('k6');
    expect(request({ engine: 'embedded' }).engine).toBe('embedded');
  });

  it('is paired only where that is said', () => {
    const sides = { 'base-url': 'http://127.0.0.1:1', 'head-url': 'http://127.0.0.1:2' };
    expect(request({ ...sides, mode: 'paired' }).paired?.targets).toMatchObject({ kind: 'urls' });
    expect(request({ ...sides, mode: 'report-only' }).paired).not.toBeNull();
    expect(() => request(sides)).toThrow(/input mode: expected paired .* beside base-url, head-url/);
    expect(() => request({ mode: 'paired' })).toThrow(/input mode: expected base-url and head-url/);
  });

  it('only reports where that is said', () => {
    expect(request({ mode: 'report-only' }).failure.reportOnly).toBe(true);
    expect(request({}).failure.reportOnly).toBe(false);
  });
});

describe('where baselines are', () => {
  it.each([
    ['cache', { kind: 'cache' }],
    ['artifact', { kind: 'artifact' }],
    ['/var/lib/baselines', { kind: 'directory', path: '/var/lib/baselines' }],
    ['./cache', { kind: 'directory', path: './cache' }],
  ])('%s', (given, expected) => {
    expect(baselinePlace(given)).toEqual(expected);
  });
});

describe('messages of the core', () => {
  it.each([
    [
      '--duration: expected at least 5s more than --warm-up (10s)',
      'duration: expected at least 5s more than warm-up (10s)',
    ],
    [
      'Name the key with --key and the directory with --store',
      'Name the key with baseline-key and the directory with baseline-store',
    ],
    [
      'Correct the settings; --help lists them all.',
      'Correct the settings; docs/reference/action.md lists them all.',
    ],
    ['use --no-fail-on-regression', 'use fail-on-regression: false'],
    ['--engine embedded needs no k6', 'engine embedded needs no k6'],
    ['git --version -- x --frobnicate', 'git --version -- x --frobnicate'],
  ])('%s', (message, expected) => {
    expect(inInputWords(message)).toBe(expected);
  });
});
