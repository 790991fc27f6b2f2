import { goalText, percentText, tableText } from '../calibration/page/number-text.ts';
import {
  type EvidenceMode,
  measuredChange,
  type Spread,
  spreads,
  type VerdictShares,
} from './evidence-figures.ts';
import { pairsOf, type Recording } from './recorded-chunks.ts';
import { wilsonInterval } from './wilson-interval.ts';

const TITLES: Readonly<Record<EvidenceMode, string>> = {
  paired: 'base and head side by side',
  single: 'runs on their own, five jobs of history',
  naive: 'one run over 1.2 times the last',
};

/** A recording and what its resampled jobs said. */
export interface JudgedRecording {
  readonly recording: Recording;
  readonly shares: readonly VerdictShares[];
}

/** The whole page, the same bytes for the same recordings. */
export function evidencePage({ recording, shares }: JudgedRecording, busy: JudgedRecording): string {
  return `${[
    '# Real evidence',
    '<!-- Written by `npm run evidence`; only this command should change it. -->',
    'The [calibration tables](false-alarms.md) rest on simulated noise. Here the noise is that of a machine: the sample shop, loaded by the embedded engine, in half an hour of chunks.',
    methodOf(recording),
    '## What the gate said',
    verdictTable(shares),
    intervalsTold(recording),
    '## Two designs of a pair',
    spreadTable(spreads(recording)),
    designsTold(recording),
    '## The same on an overloaded machine',
    `Recorded on ${busy.recording.recordedAt.slice(0, 10)}, ${busy.recording.conditions}. No goal is set for it: it shows what happens where nobody should measure at all.`,
    verdictTable(busy.shares),
    spreadTable(spreads(busy.recording)),
  ].join('\n\n')}\n`;
}

function methodOf({ recordedAt, conditions, plan, chunks }: Recording): string {
  const [first] = chunks;
  const machine = first === undefined ? null : (first.kind === 'single' ? first.run : first.base).fingerprint;
  const where =
    machine === null
      ? 'an unknown machine'
      : `${machine.machine.cores} cores (${machine.machine.cpuModel}), Node ${machine.engine.node}`;
  return `Recorded on ${recordedAt.slice(0, 10)}: ${chunks.length} chunks of ${plan.chunkMs / 1000} s after ${plan.warmUpMs / 1000} s of warm-up, ${plan.rate} requests a second, on ${where}, ${conditions}. The chunks took turns, so that whatever the machine did met all kinds alike. Every chunk had servers of its own, each with a seed of its own. The digests are in \`test/evidence/recordings/\`; \`npm run evidence -- --recorded\` makes this page of them again, \`npm run evidence\` records anew (30 minutes).`;
}

function verdictTable(shares: readonly VerdictShares[]): string {
  const header = [
    'head does',
    'judged by',
    'failed',
    'with 95 %',
    'goal',
    'passed',
    'inconclusive',
    'invalid',
    'chunks',
  ];
  return tableText(
    header,
    shares.map(({ level, mode, failed, disjointJobs, goal, passed, inconclusive, invalid, meanLooks }) => {
      const { low, high } = wilsonInterval(failed, disjointJobs);
      return [
        workText(level),
        TITLES[mode],
        percentText(failed),
        `${Math.round(low * 100)} to ${Math.round(high * 100)} %`,
        goalText(goal, 'share'),
        percentText(passed),
        percentText(inconclusive),
        percentText(invalid),
        meanLooks.toFixed(1),
      ];
    }),
    2,
  );
}

function workText(level: number): string {
  return level === 1 ? 'the same work' : `${Math.round((level - 1) * 100)} % more work`;
}

function intervalsTold(recording: Recording): string {
  const changes = recording.plan.levels
    .filter((level) => level !== 1)
    .map(
      (level) => `${workText(level)} made p95 ${Math.round(measuredChange(recording, level) * 100)} % slower`,
    );
  const pairs = pairsOf(recording, 'pair', 1).length;
  return `Each share is of jobs that draw their chunks at random from those recorded, none twice within a job. The interval is the binomial one for as many jobs as could be made with no chunk used twice in any: with ${pairs} pairs a level it is wide, and no number of draws makes it narrower. As measured, ${changes.join(', and ')}. A change of 20 % is the limit itself: there half and half would be as good an answer as "inconclusive".`;
}

function spreadTable(all: readonly Spread[]): string {
  const rows = all.map(({ name, of, spread }) => [name, `${of}`, percentText(spread)]);
  return tableText(['of unchanged code', 'chunks', 'spread of ln p95'], rows, 1);
}

function designsTold({ plan }: Recording): string {
  return `Both designs put the same load on the machine: two runs of ${plan.rate} requests a second, or one of ${2 * plan.rate} whose iterations go to either side by chance. [Decision 6](../decisions/0006-two-simultaneous-runs.md) chooses the first.`;
}
