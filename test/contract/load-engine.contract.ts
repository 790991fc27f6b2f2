import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadPlan, LoadProgress } from '../../src/model/load-plan.ts';
import type { LoadEngine, LoadOutcome, LoadRun } from '../../src/ports/load-engine.ts';

/**
 * Loads that every engine can be asked for:
 * `short` finishes within seconds and sends at least 10 requests · `talking` is `short` and prints `hello from
 * the script` · `crossing` is `short` and crosses the threshold `http_req_duration p(95)<0.001` · `broken` is
 * a script that cannot be loaded · `endless` writes its first lines soon and would run for minutes.
 */
export type LoadKind = 'short' | 'talking' | 'crossing' | 'broken' | 'endless';

export interface LoadEngineHarness {
  readonly engine: LoadEngine;
  plan(kind: LoadKind): Promise<LoadPlan>;
  close(): Promise<void>;
}

interface Observed {
  readonly run: LoadRun;
  readonly controller: AbortController;
  readonly progress: readonly LoadProgress[];
  readonly log: readonly string[];
}

/** What the `LoadEngine` port promises, run on every engine. */
export function describeLoadEngine(name: string, makeHarness: () => Promise<LoadEngineHarness>): void {
  describe(`load engine: ${name}`, () => {
    let harness: LoadEngineHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    async function start(kind: LoadKind, change: Partial<LoadPlan> = {}): Promise<Observed> {
      const controller = new AbortController();
      const progress: LoadProgress[] = [];
      const log: string[] = [];
      const plan = { ...(await harness.plan(kind)), ...change };
      const run = harness.engine.run(plan, {
        signal: controller.signal,
        onProgress: (now) => progress.push(now),
        onLog: (line) => log.push(line),
      });
      return { run, controller, progress, log };
    }

    it('says as what it would be recorded', async () => {
      const probe = await harness.engine.probe();
      expect(probe).toMatchObject({ kind: 'available', identity: { name: harness.engine.name } });
    });

    it('yields NDJSON with a request point per request and finishes', async () => {
      const { run } = await start('short');
      const lines = parseLines(await textOf(run.output));
      expect(lines.filter(isPointOf('http_reqs')).length).toBeGreaterThanOrEqual(10);
      expect(lines.filter(isPointOf('http_req_duration')).length).toBeGreaterThanOrEqual(10);
      expect((await run.outcome).end).toEqual({ kind: 'finished' });
    });

    it('defines a metric before its first point', async () => {
      const { run } = await start('short');
      const lines = parseLines(await textOf(run.output));
      const defined = lines.findIndex((line) => line.type === 'Metric' && line.metric === 'http_reqs');
      expect(defined).toBeGreaterThanOrEqual(0);
      expect(lines.findIndex(isPointOf('http_reqs'))).toBeGreaterThan(defined);
    });

    it('tells progress that only grows, and its end', async () => {
      const { run, progress } = await start('short');
      await textOf(run.output);
      await run.outcome;
      expect(progress.at(-1)).toMatchObject({ phase: 'done' });
      const requests = progress.map((now) => now.requests);
      expect(requests).toEqual([...requests].sort((a, b) => a - b));
      expect(requests.at(-1)).toBeGreaterThan(0);
    });

    it('hands on what the script prints', async () => {
      const { run, log } = await start('talking');
      await textOf(run.output);
      await run.outcome;
      expect(log.join('\n')).toContain('hello from the script');
    });

    it('reports crossed thresholds as an end of their own, with the samples', async () => {
      const { run } = await start('crossing');
      expect(parseLines(await textOf(run.output)).some(isPointOf('http_reqs'))).toBe(true);
      const outcome = await run.outcome;
      expect(outcome.end).toEqual({ kind: 'thresholds-crossed' });
      expect(outcome.thresholds).toContainEqual({
        metric: 'http_req_duration',
        expression: 'p(95)<0.001',
        ok: false,
      });
    });

    it('answers for a script that cannot be loaded, and never rejects', async () => {
      const { run } = await start('broken');
      await textOf(run.output);
      const { end } = await run.outcome;
      expect(end).toMatchObject({ kind: 'failed', code: expect.stringMatching(/^SCRIPT_/) });
    });

    it('ends when it is aborted, and keeps what was written', async () => {
      const { run, controller } = await start('endless');
      const text = await textOf(run.output, () => controller.abort('SIGINT'));
      expect(text).not.toBe('');
      expect((await run.outcome).end).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    });

    it('applies no load when it is aborted at once', async () => {
      const { run, controller } = await start('endless');
      controller.abort('SIGTERM');
      await textOf(run.output);
      expect((await run.outcome).end).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
    });

    it('ends at the time-out', async () => {
      const { run } = await start('endless', { timeoutMs: 1_000 });
      await textOf(run.output);
      expect((await run.outcome).end).toEqual({ kind: 'timed-out', afterMs: 1_000 });
    });

    it('can be asked for its outcome before its output is read', async () => {
      const { run } = await start('short');
      const outcome: LoadOutcome = await run.outcome;
      expect(outcome.end).toEqual({ kind: 'finished' });
      expect(parseLines(await textOf(run.output)).some(isPointOf('http_reqs'))).toBe(true);
    });

    it('runs twice at the same time', async () => {
      const runs = [await start('short'), await start('short')];
      const texts = await Promise.all(runs.map(({ run }) => textOf(run.output)));
      for (const text of texts) expect(parseLines(text).some(isPointOf('http_reqs'))).toBe(true);
      for (const { run } of runs) expect((await run.outcome).end).toEqual({ kind: 'finished' });
    });
  });
}

interface Line {
  readonly type: string;
  readonly metric: string;
}

/** Everything that a run yields; `onFirst` is called with the first bytes. */
async function textOf(output: AsyncIterable<Uint8Array>, onFirst?: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of output) {
    text += decoder.decode(chunk, { stream: true });
    onFirst?.();
    onFirst = undefined;
  }
  return text;
}

function parseLines(text: string): readonly Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

function isPointOf(metric: string): (line: Line) => boolean {
  return (line) => line.type === 'Point' && line.metric === metric;
}
