import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../../src/adapters/engine-k6/child-env.ts';

const passed = (parent: Record<string, string | undefined>) =>
  Object.keys(childEnvironment(parent).variables).sort();

// T-04, T-33
describe('the environment of k6', () => {
  it('leaves out tokens and everything else that it does not need', () => {
    const parent = {
      GITHUB_TOKEN: 'ghs_1',
      ACTIONS_RUNTIME_TOKEN: 'x',
      ACTIONS_CACHE_URL: 'http://cache',
      AWS_SECRET_ACCESS_KEY: 'x',
      NODE_OPTIONS: '--require ./evil.js',
      LD_PRELOAD: './evil.so',
      BASE_URL: 'http://x',
      INPUT_GITHUB_TOKEN: 'x',
      'INPUT_GITHUB-TOKEN': 'x',
    };
    expect(passed(parent)).toEqual(['K6_AUTO_EXTENSION_RESOLUTION']);
  });

  it('passes what a program needs, certificates and proxies, in either case', () => {
    const parent = {
      PATH: '/bin',
      HOME: '/root',
      http_proxy: 'http://p',
      NO_PROXY: 'x',
      SSL_CERT_FILE: '/c',
    };
    expect(passed(parent)).toEqual([
      'HOME',
      'K6_AUTO_EXTENSION_RESOLUTION',
      'NO_PROXY',
      'PATH',
      'SSL_CERT_FILE',
      'http_proxy',
    ]);
  });

  it.each(['K6_CLOUD_TOKEN', 'K6_INFLUXDB_PASSWORD', 'K6_PROMETHEUS_RW_BEARER_TOKEN', 'K6_OTEL_HEADERS'])(
    '%s is a secret',
    (name) => {
      expect(passed({ [name]: 'x' })).not.toContain(name);
    },
  );

  it("passes k6's own settings", () => {
    expect(passed({ K6_BATCH: '5', K6_DNS: 'ttl=0' })).toEqual([
      'K6_AUTO_EXTENSION_RESOLUTION',
      'K6_BATCH',
      'K6_DNS',
    ]);
  });

  it.each(['K6_DURATION', 'K6_STAGES', 'K6_LINGER', 'K6_PAUSED', 'K6_NEW_MACHINE_READABLE_SUMMARY'])(
    'refuses %s, and says so',
    (name) => {
      const { variables, leftOut } = childEnvironment({ [name]: '1' });
      expect(variables).not.toHaveProperty(name);
      expect(leftOut).toEqual([expect.stringContaining(name)]);
    },
  );

  it('never lets a script download another k6, whatever the user says', () => {
    const { variables } = childEnvironment({ K6_AUTO_EXTENSION_RESOLUTION: 'true' });
    expect(variables.K6_AUTO_EXTENSION_RESOLUTION).toBe('false');
  });
});
