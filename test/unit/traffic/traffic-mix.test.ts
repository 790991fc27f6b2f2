import { describe, expect, it } from 'vitest';
import { loggedRequest } from '../../../src/traffic/log-line.ts';
import { isAsset, routeTemplate } from '../../../src/traffic/route-template.ts';
import { TrafficMixReader } from '../../../src/traffic/traffic-mix.ts';

const COMBINED = (time: string, target: string, client = '10.0.0.1', status = 200) =>
  `${client} - - [05/Jan/2026:${time} +0100] "GET ${target} HTTP/1.1" ${status} 512 "-" "curl/8"`;
const NOON = Date.UTC(2026, 0, 5, 11);

describe('a line of an access log', () => {
  it.each([
    ['combined', COMBINED('12:00:00', '/products/17?ref=3')],
    ['common', '10.0.0.1 - - [05/Jan/2026:12:00:00 +0100] "GET /products/17?ref=3 HTTP/1.1" 200 512'],
    [
      'JSON of nginx',
      '{"time_iso8601":"2026-01-05T12:00:00+01:00","remote_addr":"10.0.0.1","request":"GET /products/17?ref=3 HTTP/1.1","status":"200"}',
    ],
    [
      'JSON of Caddy',
      `{"ts":${NOON / 1000}.0,"request":{"remote_ip":"10.0.0.1","method":"GET","uri":"/products/17?ref=3"},"status":200}`,
    ],
    [
      'JSON with plain names',
      `{"time":${NOON},"method":"GET","path":"/products/17?ref=3","status":200,"client_ip":"10.0.0.1"}`,
    ],
  ])('is read as %s', (_, line) => {
    expect(loggedRequest(line)?.request).toEqual({
      method: 'GET',
      target: '/products/17?ref=3',
      status: 200,
      timeMs: NOON,
      client: '10.0.0.1',
    });
  });

  it.each(['', 'hello', '{"level":"info","msg":"started"}', '{"method":"GET"', '10.0.0.1 - - [x] "-" 400 0'])(
    'that is %j is none',
    (line) => {
      expect(loggedRequest(line)).toBeNull();
    },
  );
});

describe('a route', () => {
  it.each([
    ['/products/17?ref=3', '/products/:id'],
    ['/users/6b3f9c1e-8a54-4b7e-9d0a-2f5b8c7d1e90/orders/', '/users/:id/orders'],
    ['/a/deadbeefcafe42/2026-01-05', '/a/:id/:id'],
    ['https://shop.example/search#top', '/search'],
    ['/', '/'],
    ['/v1/health', '/v1/health'],
    ['/100%/x', '/100%/x'],
  ])('of %s is %s', (target, route) => {
    expect(routeTemplate(target)).toBe(route);
  });

  it('of a picture is left out', () => {
    expect(isAsset('/logo.svg?v=2')).toBe(true);
    expect(isAsset('/products.json')).toBe(false);
  });
});

describe('the mix', () => {
  it('counts mixed formats, weights routes, and knows visits', () => {
    const reader = new TrafficMixReader();
    for (const line of [
      COMBINED('12:00:00', '/products'),
      COMBINED('12:00:04', '/products/1'),
      COMBINED('12:00:10', '/products/2', '10.0.0.1', 404),
      COMBINED('13:30:00', '/products'),
      COMBINED('12:00:01', '/logo.svg'),
      `{"time":${NOON},"method":"POST","path":"/cart","status":201,"client_ip":"10.0.0.2"}`,
      'nginx: worker started',
    ])
      reader.addLine(line);
    const mix = reader.finish();
    expect(mix.lines).toEqual({ read: 6, byFormat: { combined: 5, json: 1 }, unreadable: 1, assets: 1 });
    expect(mix.routes).toEqual([
      { route: 'GET /products', weight: 0.4, requests: 2, errorRate: 0 },
      { route: 'GET /products/:id', weight: 0.4, requests: 2, errorRate: 0.5 },
      { route: 'POST /cart', weight: 0.2, requests: 1, errorRate: 0 },
    ]);
    // Pauses of 4 and 6 s; after an hour and a half the first client comes again.
    expect(mix.thinkTime?.p50).toBe(5);
    expect(mix.requestsPerVisit).toBeCloseTo(5 / 3, 12);
    expect(mix.span).toMatchObject({ from: '2026-01-05T11:00:00.000Z', seconds: 5_400 });
    expect(JSON.stringify(mix)).not.toContain('10.0.0');
  });

  it('of nothing is empty', () => {
    expect(new TrafficMixReader().finish()).toMatchObject({ routes: [], span: null, thinkTime: null });
  });

  it('does not grow with routes that nobody can tell apart', () => {
    const reader = new TrafficMixReader();
    for (let index = 0; index < 5_000; index++) reader.addLine(COMBINED('12:00:00', `/p${index}x`));
    const { routes, other } = reader.finish();
    expect(routes).toHaveLength(30);
    expect(routes[0]).toMatchObject({ route: 'other', requests: 3_000 });
    expect(other.routes).toBe(1_971);
  });
});
