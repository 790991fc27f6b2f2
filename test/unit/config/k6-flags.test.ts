import { describe, expect, it } from 'vitest';
import { gateRequest } from '../../../src/config/gate-request.ts';
import { k6FlagsSetting } from '../../../src/config/k6-flags.ts';
import { flagLayer } from '../../../src/config/layers.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';

const setting = k6FlagsSetting({ name: 'flags', help: '' });

describe('flags of k6', () => {
  it.each([
    ['--vus 5', /no --vus: it would replace the scenarios/],
    ['-d5s', /no -d5s/],
    ['--tag a=b --duration=5s', /no --duration: /],
    ['--include-system-env-vars', /tokens included/],
    ['-e TOKEN=x', /use env/],
    ['--out json=x.json load.js && rm -rf /', /no shell syntax such as &&/],
    ['load.js', /begin with -/],
    ['--tag "a=b', /whose " is closed/],
    [7, /as text/],
  ])('%j is refused', (given, expected) => {
    const parsed = setting.parse(given);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.expected).toMatch(expected);
  });

  it.each([
    ['', []],
    ['--insecure-skip-tls-verify', ['--insecure-skip-tls-verify']],
    ['--tag "team=web shop" --rps=5', ['--tag', 'team=web shop', '--rps=5']],
    ['--user-agent "-e"', ['--user-agent', '-e']],
  ])('%j', (given, expected) => {
    // A word that only looks like a flag is refused rather than guessed at.
    if (expected.includes('-e')) expect(setting.parse(given).ok).toBe(false);
    else expect(setting.parse(given)).toEqual({ ok: true, value: expected });
  });
});

describe('a request with flags of k6', () => {
  const request = (values: Readonly<Record<string, unknown>>) =>
    gateRequest('load.js', resolveSettings(RUN_SETTINGS, [flagLayer(values)]));

  it('takes no other engine', () => {
    expect(request({ flags: '--rps=5' })).toMatchObject({ engine: 'k6', flags: ['--rps=5'] });
    expect(request({}).engine).toBe('auto');
    expect(() => request({ flags: '--rps=5', engine: 'embedded' })).toThrow(/--flags: expected none beside/);
  });
});
