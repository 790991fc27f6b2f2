import { describe, expect, it } from 'vitest';
import { brokenSlos } from '../../../src/gate/slo.ts';
import { anEntry, aRun } from '../../support/run-builder.ts';

const POLICY = { maxErrorRate: 0.01, minRequests: 1000 };
const codes = (...args: Parameters<typeof brokenSlos>) => brokenSlos(...args).map((reason) => reason.code);
const failing = (failedRequests: number) => aRun({ load: { requests: 3000, failedRequests } });
const threshold = { metric: 'http_req_duration', expression: 'p(95)<200' };

describe('absolute limits', () => {
  it('are kept by a good run', () => {
    expect(codes([aRun(), failing(30)], [], POLICY)).toEqual([]);
    expect(codes([], [], POLICY)).toEqual([]);
  });

  it('name each crossed threshold once', () => {
    const run = aRun({
      with: {
        thresholds: [
          { ...threshold, ok: false },
          { metric: 'checks', expression: 'rate>0.9', ok: true },
        ],
      },
    });
    expect(brokenSlos([run, run], [], POLICY)).toEqual([
      {
        code: 'threshold-crossed',
        text: 'the threshold http_req_duration p(95)<200 of the script was crossed',
      },
    ]);
  });

  it('believe the engine also without the name of a threshold', () => {
    expect(codes([aRun({ with: { end: { kind: 'thresholds-crossed' } } })], [], POLICY)).toEqual([
      'threshold-crossed',
    ]);
  });

  it('say first what explains the others: a target that is gone, errors, thresholds', () => {
    const gone = {
      requests: 3_000,
      failedRequests: 900,
      failuresByClass: { 'error 1212': 890, 'status 502': 10 },
      silentEndMs: 20_000,
      silentFromMs: 40_000,
    };
    const run = aRun({ load: gone, with: { thresholds: [{ ...threshold, ok: false }] } });
    expect(brokenSlos([run, run], [], POLICY).map(({ text }) => text)).toEqual([
      'the target stopped answering 40.0 s into the load: 890 of 3 000 requests got no answer (connection refused)',
      'the error rate was 30 % (connection refused: 1 780, HTTP 502: 20), over the 1 % that is allowed',
      'the threshold http_req_duration p(95)<200 of the script was crossed',
    ]);
  });

  it('let no target through that is gone, whatever share of errors is allowed', () => {
    const load = { requests: 3_000, failedRequests: 900, failuresByClass: { 'error 1212': 900 } };
    const run = aRun({ load: { ...load, silentEndMs: 20_000 } });
    expect(codes([run], [], { ...POLICY, maxErrorRate: 1 })).toContain('target-stopped-answering');
  });

  it('hold the error rate against the one allowed', () => {
    expect(codes([failing(31)], [], POLICY)).toEqual(['error-rate']);
    expect(codes([failing(31), failing(0)], [], POLICY)).toEqual([]);
  });

  it("hold the error rate against the baseline's where more is allowed", () => {
    const history = [anEntry({ run: { load: { requests: 3000, failedRequests: 60 } } })];
    const policy = { ...POLICY, maxErrorRate: 0.1 };
    expect(codes([failing(150)], history, policy)).toEqual(['error-rate-rose']);
    // 0.9 percentage points more, however sure.
    expect(codes([failing(87)], history, policy)).toEqual([]);
  });

  it('want more than chance between two error rates', () => {
    const policy = { maxErrorRate: 0.1, minRequests: 100 };
    const history = [anEntry({ run: { requests: 150, load: { failedRequests: 3 } } })];
    const run = (failedRequests: number) => aRun({ load: { requests: 150, failedRequests } });
    expect(codes([run(6)], history, policy)).toEqual([]);
    expect(codes([run(14)], history, policy)).toEqual(['error-rate-rose']);
  });

  it("leave rounds in which the target did not answer out of the baseline's error rate", () => {
    const dead = aRun({
      requests: 0,
      load: { requests: 3000, failedRequests: 3000, failuresByClass: { 'error 1212': 3000 } },
    });
    const history = [anEntry({ runs: [dead, aRun()] })];
    expect(codes([failing(150)], history, { ...POLICY, maxErrorRate: 0.1 })).toEqual(['error-rate-rose']);
  });
});
