import type { GateProgress } from '../../app/gate-deps.ts';
import { formatMs, formatNumberOf } from '../../lib/format-number.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import { seriesOf } from '../../model/run.ts';
import type { Clock } from '../../ports/clock.ts';
import { makeProgressWriter, type ProgressStream } from './progress-writer.ts';

/** Tells of every round: why it is run, how it goes, what it measured. */
export function makeGateProgress(stream: ProgressStream, clock: Pick<Clock, 'monotonic'>): GateProgress {
  const writer = makeProgressWriter(stream, clock);
  return {
    roundStarts(round, maxRounds, why) {
      stream.write(`Round ${round} of at most ${maxRounds}: ${plainText(why)}\n`);
    },
    loading: (progress) => writer.show(progress),
    roundEnds(run) {
      writer.clear();
      stream.write(`  ${roundResult(run)}\n`);
    },
    pairEnds({ base, head, trouble }) {
      writer.clear();
      if (trouble !== null) stream.write(`  the ${trouble.side} ${plainText(trouble.what)}\n`);
      stream.write(`  base: ${roundResult(base)}\n  head: ${roundResult(head)}\n`);
    },
  };
}

function roundResult(run: Run): string {
  // Why is the verdict's to say, once.
  if (run.end.kind === 'failed' && run.load.iterations === 0) return 'nothing was measured';
  const series = seriesOf(run, 'http_req_duration', null);
  const facts = [
    ...(series === null ? ['no latencies'] : [`p95 ${formatMs(series.p95)}`]),
    formatNumberOf(run.load.requests, 'request'),
    ...(run.load.failedRequests > 0 ? [`${formatNumberOf(run.load.failedRequests, 'failure')}`] : []),
    ...endFacts(run.end),
  ];
  return facts.join(', ');
}

function endFacts(end: RunEnd): string[] {
  switch (end.kind) {
    case 'finished':
      return [];
    case 'thresholds-crossed':
      return ['a threshold was crossed'];
    case 'timed-out':
      return [`stopped after ${formatMs(end.afterMs)}`];
    case 'interrupted':
      return [`interrupted by ${end.signal}`];
    case 'marked-failed':
    case 'failed':
      return [plainText(end.message)];
  }
}
