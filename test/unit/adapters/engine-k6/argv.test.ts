import { describe, expect, it } from 'vitest';
import { k6InspectArguments, k6RunArguments } from '../../../../src/adapters/engine-k6/argv.ts';
import type { LoadPlan } from '../../../../src/model/load-plan.ts';

const PLAN: LoadPlan = {
  script: '/repo/k6/my script.js',
  env: { BASE_URL: 'http://127.0.0.1:8080/?a=b', EVIL: '$(rm -rf /); `x` "y"' },
  durationMs: null,
  vus: null,
  tags: { role: 'base' },
  timeoutMs: 1_000,
  seed: 1,
};
const FILES = { results: '/tmp/r.ndjson', summary: '/tmp/s.json' };
const V1 = { text: '1.2.3', major: 1 };
const V2 = { text: '2.0.0', major: 2 };

describe('arguments of k6 run', () => {
  it('closes the REST port of v1, which v2 does not open', () => {
    expect(k6RunArguments(PLAN, FILES, V1)).toContain('--address=');
    expect(k6RunArguments(PLAN, FILES, V2)).not.toContain('--address=');
  });

  it('passes every value as it is, the script last', () => {
    const args = k6RunArguments(PLAN, FILES, V2);
    expect(args.at(-1)).toBe(PLAN.script);
    expect(args).toContain('BASE_URL=http://127.0.0.1:8080/?a=b');
    expect(args[args.indexOf('EVIL=$(rm -rf /); `x` "y"') - 1]).toBe('-e');
    expect(args[args.indexOf('role=base') - 1]).toBe('--tag');
  });

  it('asks for the results, the summary and the statistics that are read', () => {
    const args = k6RunArguments(PLAN, FILES, V2);
    expect(args[args.indexOf('json=/tmp/r.ndjson') - 1]).toBe('--out');
    expect(args).toContain('--summary-export=/tmp/s.json');
    expect(args).toContain('--summary-trend-stats=avg,min,med,max,p(90),p(95),p(99),count');
  });

  it('hides the environment of perf-gate from the script', () => {
    expect(k6RunArguments(PLAN, FILES, V1)).toContain('--include-system-env-vars=false');
    expect(k6InspectArguments(PLAN)).toContain('--include-system-env-vars=false');
  });

  it('uses k6 shortcuts only when the plan has them', () => {
    const without = k6RunArguments(PLAN, FILES, V2);
    expect(without).not.toContain('--duration');
    expect(without).not.toContain('--vus');
    const args = k6RunArguments({ ...PLAN, durationMs: 60_000.4, vus: 5 }, FILES, V2);
    expect(args.slice(args.indexOf('--duration'), args.indexOf('--duration') + 4)).toEqual([
      '--duration',
      '60000ms',
      '--vus',
      '5',
    ]);
  });
});
