import { describe, expect, it } from 'vitest';
import { loadShapeOf, UNKNOWN_SHAPE } from '../../../../src/adapters/engine-k6/inspect.ts';

const shape = (scenarios: Record<string, unknown>) => loadShapeOf(JSON.stringify({ scenarios }));
const arrival = { executor: 'constant-arrival-rate', rate: 100, timeUnit: '1s', duration: '1m0s' };

describe('the load shape of k6 inspect', () => {
  it.each(['', 'null', '[]', '{"scenarios":null}', '{"scenarios":{}}', 'level=error msg="x"'])(
    '%j is unknown',
    (output) => {
      expect(loadShapeOf(output)).toEqual(UNKNOWN_SHAPE);
    },
  );

  it('adds the rates of scenarios that run side by side', () => {
    const perMinute = { ...arrival, rate: 600, timeUnit: '1m0s' };
    expect(shape({ a: arrival, b: perMinute })).toEqual({ totalMs: 60_000, offeredRate: 110 });
  });

  it('knows no common rate of a ramp, a closed load or a later scenario', () => {
    const later = { ...arrival, startTime: '30s' };
    const ramp = { executor: 'ramping-arrival-rate', stages: [{ duration: '10s', target: 5 }] };
    expect(shape({ a: arrival, b: later })).toEqual({ totalMs: 90_000, offeredRate: null });
    expect(shape({ a: ramp })).toEqual({ totalMs: 10_000, offeredRate: null });
    expect(shape({ a: { executor: 'constant-vus', duration: '5s' } })).toEqual({
      totalMs: 5_000,
      offeredRate: null,
    });
  });

  it('does not know how long a fixed number of iterations takes', () => {
    expect(shape({ a: { executor: 'shared-iterations', iterations: 5 }, b: arrival }).totalMs).toBeNull();
  });

  it.each([[null], ['x'], [{ duration: 5 }], [{ stages: [{ duration: 'soon' }] }], [{ stages: 'x' }]])(
    'survives a scenario like %j',
    (scenario) => {
      expect(shape({ a: scenario })).toEqual(UNKNOWN_SHAPE);
    },
  );
});
