import { describe, expect, it } from 'vitest';
import { k6RemoteWriteSettings } from '../../../../src/adapters/prometheus/k6-remote-write-settings.ts';

/** Variables without their prefix. */
const settings = (variables: Readonly<Record<string, string>>) =>
  k6RemoteWriteSettings(
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [`K6_PROMETHEUS_RW_${name}`, value])),
  );

describe('K6_PROMETHEUS_RW_*', () => {
  it.each([
    ['SERVER_URL', 'prometheus:9090'],
    ['SERVER_URL', 'ftp://host/'],
    ['PUSH_INTERVAL', 'often'],
    ['PUSH_INTERVAL', '0s'],
    ['TREND_STATS', 'p(95),p(101)'],
    ['TREND_STATS', 'mean'],
    ['STALE_MARKERS', 'yes'],
    ['INSECURE_SKIP_TLS_VERIFY', 'maybe'],
    ['TLS_MINIMUM_VERSION', '1.1'],
    ['HEADERS', 'X-Scope'],
    ['LABELS', ',a:b'],
    ['CLIENT_CERTIFICATE', '/secret/cert.pem'],
    ['SIGV4_SECRET_KEY', 'secret'],
    ['TREND_AS_NATIVE_HISTOGRAM', 'true'],
  ])('%s=%s is refused by name, its value not told', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringContaining(`K6_PROMETHEUS_RW_${name}: `),
      }),
    );
    expect(() => settings({ SIGV4_SECRET_KEY: 'secret' })).not.toThrow(/secret$/);
  });

  it('are all told at once', () => {
    expect(() => settings({ PUSH_INTERVAL: '-', TREND_STATS: 'x' })).toThrow(/PUSH_INTERVAL.*TREND_STATS/);
  });

  it("have k6's defaults", () => {
    const { target, trendFigures, ...rest } = settings({});
    expect(target).toMatchObject({
      url: 'http://localhost:9090/api/v1/write',
      credentials: { kind: 'none' },
      headers: {},
    });
    expect(trendFigures.map(({ suffix }) => suffix)).toEqual(['p99']);
    expect(rest).toEqual({ pushIntervalMs: 5_000, labels: {}, staleMarkers: false });
  });

  it('are read', () => {
    const { target, trendFigures, ...rest } = settings({
      SERVER_URL: 'https://host/write',
      PUSH_INTERVAL: '1m',
      TREND_STATS: 'p(99.9), med,count',
      LABELS: 'team:web,build=7',
      STALE_MARKERS: 'true',
      HEADERS: 'X-A: a:b',
      HTTP_HEADERS: 'X-B:c',
      BEARER_TOKEN: 't',
      USERNAME: 'not used beside a token',
    });
    expect(target).toMatchObject({
      url: 'https://host/write',
      credentials: { kind: 'bearer', token: 't' },
      headers: { 'X-A': 'a:b', 'X-B': 'c' },
      fetch: expect.any(Function),
    });
    expect(trendFigures.map(({ suffix }) => suffix)).toEqual(['p999', 'med', 'count']);
    expect(rest).toEqual({ pushIntervalMs: 60_000, labels: { team: 'web', build: '7' }, staleMarkers: true });
  });

  it('may hold a user, in variables or in the address, which no message has', () => {
    const basic = { kind: 'basic', username: 'u', password: 'p' };
    expect(settings({ USERNAME: 'u', PASSWORD: 'p' }).target.credentials).toEqual(basic);
    expect(settings({ SERVER_URL: 'http://u:p@host/write' }).target).toMatchObject({
      url: 'http://host/write',
      credentials: basic,
    });
  });
});
