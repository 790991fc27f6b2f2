import { expect, it } from 'vitest';
import { makeConsoleLogger } from '../../../../src/adapters/console/console-logger.ts';
import { makeGateProgress } from '../../../../src/adapters/console/gate-progress.ts';
import { renderProgress } from '../../../../src/adapters/console/progress-bar.ts';
import { makeProgressWriter } from '../../../../src/adapters/console/progress-writer.ts';
import type { LoadProgress } from '../../../../src/model/load-plan.ts';
import { aRun } from '../../../support/run-builder.ts';

const RUNNING: LoadProgress = {
  elapsedMs: 23_400,
  totalMs: 60_000,
  requests: 2_310,
  failedRequests: 0,
  activeVus: 12,
  phase: 'running',
};

function recording(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 80, write: (text: string) => written.push(text) };
}

function steppedClock() {
  let now = 0;
  return { monotonic: () => now, advance: (ms: number) => (now += ms) };
}

it('is a bar with its figures', () => {
  expect(renderProgress(RUNNING, 80)).toBe(
    '█████████───────────────  39 % · 23 of 60 s · 2\u202f310 requests · 12 VUs',
  );
});

it.each([
  [{ totalMs: null }, '23 s · 2\u202f310 requests · 12 VUs'],
  [{ failedRequests: 7, activeVus: 1 }, '39 % · 23 of 60 s · 2\u202f310 requests · 7 failed · 1 VU'],
  [{ elapsedMs: 90_000 }, '100 % · 90 of 60 s · 2\u202f310 requests · 12 VUs'],
  [{ elapsedMs: -5 }, '0 % · 0 of 60 s · 2\u202f310 requests · 12 VUs'],
  [{ totalMs: 0 }, '23 of 0 s · 2\u202f310 requests · 12 VUs'],
  [{ phase: 'starting' as const, requests: 0 }, 'starting …'],
  [{ phase: 'done' as const }, 'done · 2\u202f310 requests'],
])('says in words what %j means', (change, line) => {
  expect(renderProgress({ ...RUNNING, ...change }, 70)).toBe(line);
});

it.each([0, 1, 10, 40, 79, 80, 200])('fits into %d columns', (width) => {
  expect(renderProgress({ ...RUNNING, requests: 123_456_789 }, width).length).toBeLessThanOrEqual(
    Math.max(1, width),
  );
});

it('redraws one line on a terminal, and takes it away', () => {
  const [stream, clock] = [recording(true), steppedClock()];
  const writer = makeProgressWriter(stream, clock);
  writer.show(RUNNING);
  writer.show(RUNNING);
  clock.advance(200);
  writer.show(RUNNING);
  writer.clear();
  writer.clear();
  expect(stream.written).toHaveLength(3);
  expect(stream.written.join('')).not.toContain('\n');
  expect(stream.written[2]).toBe('\r\u001b[2K');
});

it('writes a plain line every five seconds elsewhere', () => {
  const [stream, clock] = [recording(false), steppedClock()];
  const writer = makeProgressWriter(stream, clock);
  for (let second = 0; second <= 12; second++) {
    writer.show(RUNNING);
    clock.advance(1_000);
  }
  writer.clear();
  expect(stream.written).toHaveLength(3);
  expect(stream.written.every((line) => line.endsWith('\n') && !line.includes('\u001b'))).toBe(true);
});

it('tells of each round why it is run and what it measured', () => {
  const stream = recording(false);
  const progress = makeGateProgress(stream, steppedClock());
  progress.roundStarts(2, 4, 'p95 +14 % is not\u001b[2J clear yet');
  progress.roundEnds(aRun());
  const end = { kind: 'failed', code: 'X', message: 'k6\nexited', hint: null } as const;
  progress.roundEnds(aRun({ requests: 0, load: { iterations: 9 }, with: { end } }));
  // What there is to say of it is the verdict's.
  progress.roundEnds(aRun({ requests: 0, with: { end } }));
  expect(stream.written.join('')).toMatch(
    /^Round 2 of at most 4: p95 \+14 % is not clear yet\n {2}p95 \d+ ms, 3\u202f000 requests\n {2}no latencies, 0 requests, k6 exited\n {2}nothing was measured\n$/,
  );
});

it('logs on one line each, debug only where asked', () => {
  const stream = recording(false);
  const logger = makeConsoleLogger({ stream, debug: false });
  logger.debug('hidden');
  logger.info('plain');
  logger.warn('two\nlines \u001b[31m');
  logger.error('bad');
  makeConsoleLogger({ stream, debug: true }).debug('shown');
  expect(stream.written).toEqual(['plain\n', 'warning: two lines\n', 'error: bad\n', 'debug: shown\n']);
});
