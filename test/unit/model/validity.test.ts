import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { validityOf } from '../../../src/model/validity.ts';
import { aRun, aSummaryRun, type RunShape } from '../../support/run-builder.ts';

const POLICY = { minRequests: 1000 };

function reasonsOf(run: Run): string[] {
  const validity = validityOf(run, POLICY);
  return validity.valid ? [] : validity.reasons.map((reason) => reason.code);
}

function textOf(run: Run): string {
  const validity = validityOf(run, POLICY);
  return validity.valid ? '' : validity.reasons[0].text;
}

function threw(iterations: number, of: number) {
  return { iterations, of, first: 'TypeError: x is undefined at load.js:3:9' };
}

const invalid: readonly [string, RunShape, string][] = [
  [
    'an engine that crashed',
    { with: { end: { kind: 'failed', code: 'ENGINE_FAILED', message: 'k6 exited with 139', hint: null } } },
    'engine-failed',
  ],
  ['a run that hung', { with: { end: { kind: 'timed-out', afterMs: 90_000 } } }, 'timed-out'],
  ['Ctrl-C', { with: { end: { kind: 'interrupted', signal: 'SIGINT' } } }, 'interrupted'],
  [
    'a script that gave up',
    { with: { end: { kind: 'marked-failed', message: 'no stock' } } },
    'marked-failed',
  ],
  ['no request at all', { requests: 0 }, 'target-not-answering'],
  ['a script that makes no requests', { requests: 0, load: { iterations: 900 } }, 'no-requests'],
  [
    'a target that is down',
    { requests: 0, load: { requests: 5980, failedRequests: 5980, failuresByClass: { 'error 1212': 5980 } } },
    'target-not-answering',
  ],
  [
    'a target that hangs for the rest of the run',
    { load: { silentEndMs: 36_000 } },
    'target-stopped-answering',
  ],
  [
    'a target that hangs, where a few requests ran into a time-out',
    {
      load: {
        requests: 3_040,
        failedRequests: 40,
        failuresByClass: { 'error 1050': 40 },
        silentEndMs: 36_000,
      },
    },
    'target-stopped-answering',
  ],
  ['too few requests', { requests: 999 }, 'too-few-requests'],
  ['a script that mostly throws', { load: { exceptions: threw(501, 1_000) } }, 'iterations-threw'],
  [
    'a saturated k6',
    { with: { generator: { cpuShare: 0.81, loopUtilisation: null } } },
    'generator-saturated',
  ],
  [
    'a saturated engine behind a silence in which nothing failed',
    {
      load: { silentEndMs: 36_000 },
      with: { end: { kind: 'thresholds-crossed' }, generator: { cpuShare: 0.3, loopUtilisation: 0.99 } },
    },
    'generator-saturated',
  ],
  [
    'a saturated embedded engine',
    { with: { generator: { cpuShare: 0.3, loopUtilisation: 0.93 } } },
    'generator-saturated',
  ],
  ['latencies of zero', { latency: () => 0 }, 'no-latencies'],
  ['results without latencies', { with: { series: [] } }, 'no-latencies'],
];

describe('validity', () => {
  it.each(invalid)('%s is no measurement', (_, shape, code) => {
    expect(reasonsOf(aRun(shape))).toContain(code);
  });

  it.each<[string, Run]>([
    ['a good run', aRun()],
    ['a silence that is chance', aRun({ load: { silentEndMs: 4_999 } })],
    ['a silence that is short for a long run', aRun({ seconds: 600, load: { silentEndMs: 59_000 } })],
    [
      'a target that refuses everything at the end: that is errors',
      aRun({
        load: {
          requests: 4_000,
          failedRequests: 1_000,
          failuresByClass: { 'error 1212': 1_000 },
          silentEndMs: 20_000,
        },
      }),
    ],
    [
      'a load that a threshold ended',
      aRun({ load: { silentEndMs: 36_000 }, with: { end: { kind: 'thresholds-crossed' } } }),
    ],
    ['a script that throws now and then', aRun({ load: { exceptions: threw(500, 1_000) } })],
    ['exactly enough requests', aRun({ requests: 1000 })],
    ['a generator at its limit', aRun({ with: { generator: { cpuShare: 0.8, loopUtilisation: 0.8 } } })],
    [
      'a generator that was not watched',
      aRun({ with: { generator: { cpuShare: null, loopUtilisation: null } } }),
    ],
    [
      'a generator that started late and dropped nothing',
      aRun({ with: { generator: { cpuShare: 0.1, loopUtilisation: 0.1, startLagMs: 80 } } }),
    ],
    ['a crossed threshold', aRun({ with: { end: { kind: 'thresholds-crossed' } } })],
    ['a high error rate', aRun({ load: { failedRequests: 1500, failuresByClass: { 'status 500': 1500 } } })],
    ['equal latencies', aRun({ latency: () => 12 })],
    ['a summary', aSummaryRun(40)],
  ])('%s is one', (_, run) => {
    expect(reasonsOf(run)).toEqual([]);
  });

  it('tells a target that answers with errors from one that does not answer', () => {
    const failing = { requests: 3000, failedRequests: 3000 };
    expect(
      reasonsOf(aRun({ requests: 0, load: { ...failing, failuresByClass: { 'status 500': 3000 } } })),
    ).toEqual([]);
    expect(
      reasonsOf(aRun({ requests: 0, load: { ...failing, failuresByClass: { 'error 1050': 3000 } } })),
    ).toEqual(['target-not-answering']);
    expect(
      reasonsOf(aRun({ requests: 0, load: { ...failing, failuresByClass: { 'status 0': 3000 } } })),
    ).toEqual(['target-not-answering']);
  });

  it('quotes the exception before what it led to, and after a target that did not answer', () => {
    const before = aRun({ requests: 0, load: { iterations: 900, exceptions: threw(900, 900) } });
    expect(reasonsOf(before)).toEqual(['iterations-threw', 'no-requests']);
    expect(textOf(before)).toBe(
      '100 % of the iterations (900 of 900) ended with an exception, the first with: TypeError: x is undefined at load.js:3:9',
    );
    const down = { requests: 3000, failedRequests: 3000, failuresByClass: { 'error 1212': 3000 } };
    const after = aRun({ requests: 0, load: { ...down, exceptions: threw(3000, 3000) } });
    expect(reasonsOf(after)).toEqual(['target-not-answering', 'iterations-threw']);
  });

  it('tells a script that was given no address from a target that is down', () => {
    const failed = { requests: 300, failedRequests: 300, failuresByClass: { 'error 1020': 300 } };
    const notices = [{ code: 'invalid-url', text: 'requests have an invalid URL, "undefined/x" for one' }];
    expect(reasonsOf(aRun({ requests: 0, load: failed, with: { notices } }))).toEqual([
      'invalid-url',
      'too-few-requests',
    ]);
    const some = { ...failed, failuresByClass: { 'error 1020': 200, 'error 1212': 100 } };
    expect(reasonsOf(aRun({ requests: 0, load: some, with: { notices } }))[0]).toBe('target-not-answering');
  });

  it('blames a generator that started late for the load that it dropped', () => {
    const late = { cpuShare: 0.1, loopUtilisation: 0.1, startLagMs: 80 };
    const dropped = aRun({ load: { droppedIterations: 40 }, with: { generator: late } });
    expect(reasonsOf(dropped)).toEqual(['generator-saturated']);
    expect(textOf(dropped)).toContain('80 ms or more after they were due');
    const onTime = { ...late, startLagMs: 20 };
    expect(reasonsOf(aRun({ load: { droppedIterations: 40 }, with: { generator: onTime } }))).toEqual([]);
  });

  describe('a target that is gone is to blame for a generator that was busy with errors', () => {
    const late = { cpuShare: 0.9, loopUtilisation: 0.1, startLagMs: 80 };
    const refused = { requests: 4_000, failedRequests: 1_500, failuresByClass: { 'error 1212': 1_500 } };

    it('to the end of the load: its errors are judged', () => {
      const load = { ...refused, droppedIterations: 40, silentEndMs: 20_000 };
      expect(reasonsOf(aRun({ load, with: { generator: late } }))).toEqual([]);
    });

    it('for a while, or with time-outs: it is named first', () => {
      const run = aRun({ load: { ...refused, droppedIterations: 40 }, with: { generator: late } });
      expect(reasonsOf(run)).toEqual(['target-not-answering', 'generator-saturated', 'generator-saturated']);
      expect(textOf(run)).toBe('the target did not answer 1 500 of 4 000 requests (connection refused)');
    });

    it('and to one that answers with nothing but errors, latencies are no matter', () => {
      const all = { requests: 4_000, failedRequests: 4_000, failuresByClass: { 'status 500': 4_000 } };
      const run = aRun({ requests: 0, load: { ...all, droppedIterations: 40 }, with: { generator: late } });
      expect(reasonsOf(run)).toEqual([]);
    });

    it('but not where it answered, or failed next to nothing', () => {
      const answering = { ...refused, failuresByClass: { 'status 503': 1_500 } };
      const lucky = { ...refused, failedRequests: 39, failuresByClass: { 'error 1212': 39 } };
      for (const load of [answering, lucky])
        expect(reasonsOf(aRun({ load, with: { generator: late } }))).toEqual(['generator-saturated']);
    });
  });

  it('says of a load that was too short for anything that its target stopped answering', () => {
    const failures = { failedRequests: 300, failuresByClass: { 'error 1220': 300 } };
    const load = { requests: 900, ...failures, silentEndMs: 20_000, silentFromMs: 9_000 };
    expect(reasonsOf(aRun({ load }))).toEqual(['target-stopped-answering', 'too-few-requests']);
    expect(textOf(aRun({ load }))).toBe(
      'the target stopped answering 9.00 s into the load: 300 of 900 requests got no answer (connection reset)',
    );
  });

  it('says of a script that does not load what is wrong and what to do, and nothing else', () => {
    const end = {
      kind: 'failed',
      code: 'SCRIPT_INVALID',
      message: 'did you mean "k6/http"?',
      hint: 'Correct it.',
    } as const;
    const run = aRun({ requests: 0, with: { end } });
    expect(reasonsOf(run)).toEqual(['script-failed']);
    expect(textOf(run)).toBe('did you mean "k6/http"? Correct it.');
    const crashed = aRun({
      load: { requests: 90 },
      with: { end: { ...end, code: 'ENGINE_FAILED', hint: null } },
    });
    expect(reasonsOf(crashed)).toEqual(['engine-failed', 'too-few-requests']);
  });

  it('names the cause first, with its figures', () => {
    const down = aRun({
      requests: 0,
      load: { requests: 400, failedRequests: 400, failuresByClass: { 'error 1050': 10, 'error 1212': 390 } },
    });
    expect(textOf(down)).toBe(
      'the target did not answer: all 400 requests failed (connection refused: 390, no answer in time: 10)',
    );
    expect(textOf(aRun({ requests: 400, seconds: 20 }))).toBe(
      '400 requests in the measured window of 20.0 s, at least 1\u202f000 are needed',
    );
  });

  it('passes the hint of an engine on', () => {
    const end = { kind: 'failed', code: 'SCRIPT_INVALID', message: 'line 3: oops', hint: 'Fix it' } as const;
    expect(textOf(aRun({ with: { end } }))).toBe('line 3: oops. Fix it');
  });
});
