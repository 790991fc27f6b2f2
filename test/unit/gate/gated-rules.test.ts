import { describe, expect, it } from 'vitest';
import { gatedRules } from '../../../src/gate/gated-rules.ts';
import { aPolicy, P95 } from '../../support/policy-builder.ts';
import { aRun } from '../../support/run-builder.ts';

const run = aRun({ endpoints: { 'GET /search': 0.9, 'GET /rare': 0.1 } });

function gated(metric: string, endpoint: string | null) {
  return gatedRules({ ...aPolicy(), rules: [P95, { metric, quantile: 0.95, endpoint }] }, [run]);
}

describe('rules that decide', () => {
  it('are those with enough samples', () => {
    const { rules, notGated } = gated('http_req_duration', 'GET /search');
    expect(rules).toHaveLength(2);
    expect(notGated).toEqual([]);
  });

  it('are not those with too few, which is said', () => {
    const { rules, notGated } = gated('http_req_duration', 'GET /rare');
    expect(rules).toEqual([P95]);
    expect(notGated[0]?.text).toMatch(
      /p95 of GET \/rare was not gated: \d+ samples .* at least 1\s000 are needed\.$/,
    );
  });

  it('a name that was never measured is told with those that were', () => {
    expect(gated('http_req_duration', 'GET /serach').notGated[0]?.text).toMatch(
      /0 samples .* Is the name right\? Measured was GET \/search, GET \/rare\.$/,
    );
    expect(gated('my_tren', null).notGated[0]?.text).toMatch(/Measured was http_req_duration\.$/);
  });
});
