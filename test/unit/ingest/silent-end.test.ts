import { describe, expect, it } from 'vitest';
import { SilentEnd } from '../../../src/ingest/silent-end.ts';
import { ingestText } from '../../support/ingest-text.ts';
import { type PointSpec, pointLine, REQUEST_TAGS } from '../../support/ndjson-writer.ts';

const START = Date.UTC(2026, 0, 5, 12);

interface Load {
  /** Seconds in which requests are answered, ten in each. */
  readonly answered: number;
  /** Seconds until the last virtual user is gone. */
  readonly until: number;
  readonly more?: readonly PointSpec[];
  /** Virtual users at work in a second; ten while nobody says otherwise. */
  readonly vus?: (second: number) => number;
}

function point(metric: string, second: number, value: number, tags: Record<string, string> = {}): PointSpec {
  return { metric, time: START + second * 1_000, value, tags: { ...REQUEST_TAGS, ...tags } };
}

async function silentEnd({ answered, until, more = [], vus = () => 10 }: Load) {
  const requests = Array.from({ length: answered * 10 }, (_, index) =>
    point('http_req_duration', (index + 1) / 10, 20),
  );
  const gauges = Array.from({ length: until + 1 }, (_, second) => point('vus', second, vus(second)));
  const text = [...requests, ...more, ...gauges].map((one) => `${pointLine(one)}\n`).join('');
  const { silentEndMs = 0, silentFromMs } = (await ingestText(text)).load;
  return { silentEndMs, silentFromMs };
}

const timeOut = (second: number) =>
  point('http_req_duration', second, 60_000, { expected_response: 'false', status: '0', error_code: '1050' });
const iteration = (second: number) => point('iteration_duration', second, 1_000);

describe('a target that hangs is seen where virtual users stay at work', () => {
  it.each<[string, Load]>([
    ['closed loop: nothing comes any more', { answered: 20, until: 90 }],
    [
      'open loop: what is due is dropped',
      {
        answered: 20,
        until: 90,
        more: Array.from({ length: 400 }, (_, index) => point('dropped_iterations', 20 + index / 10, 1)),
      },
    ],
    [
      'requests time out, and iterations end with that',
      { answered: 20, until: 90, more: [timeOut(80), iteration(80)] },
    ],
    [
      'checks of what never came are no answers',
      { answered: 20, until: 90, more: [timeOut(80), point('checks', 80, 0)] },
    ],
  ])('%s', async (_, load) => {
    expect(await silentEnd(load)).toEqual({ silentEndMs: 70_000, silentFromMs: 19_920 });
  });
});

describe('a run that ends well', () => {
  it.each<[string, Load]>([
    ['is answered to its end', { answered: 60, until: 60 }],
    ['ends in teardown, with nobody at work', { answered: 60, until: 120, vus: (at) => (at > 60 ? 0 : 10) }],
    ['waits for one request that is lost', { answered: 60, until: 90, vus: (at) => (at > 61 ? 1 : 10) }],
    [
      'pauses by itself, and is cut off in a pause',
      {
        answered: 1,
        until: 60,
        more: [25, 50].map((at) => point('http_req_duration', at, 20)),
      },
    ],
    ['thinks for long', { answered: 60, until: 75, more: [iteration(75)] }],
    [
      'ends in errors, which are answers',
      {
        answered: 60,
        until: 70,
        more: [{ ...timeOut(70), tags: { ...REQUEST_TAGS, expected_response: 'false', status: '500' } }],
      },
    ],
  ])('%s', async (_, load) => {
    expect(await silentEnd(load)).toEqual({ silentEndMs: 0 });
  });

  it('has no silence where nothing was answered at all, or no gauge was written', () => {
    const deaf = new SilentEnd();
    deaf.gauge(START, 10);
    expect(deaf.lengthMs).toBe(0);
    const blind = new SilentEnd();
    blind.sample({ kind: 'series', metric: 'http_req_duration', endpoint: null }, START);
    expect(blind.lengthMs).toBe(0);
  });

  it('is read in any order, and however many figures the gauge has', () => {
    const end = new SilentEnd();
    for (let vus = 200_000; vus > 0; vus--) end.gauge(START + vus, vus);
    end.sample({ kind: 'series', metric: 'http_req_duration', endpoint: null }, START + 150_000);
    expect(end.lengthMs).toBe(50_000);
  });
});
