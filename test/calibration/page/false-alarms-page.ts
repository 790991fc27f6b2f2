import { SEED } from '../cell-tally.ts';
import type { Reached } from '../goal-check.ts';
import type { SketchFigures } from '../sketch-figures.ts';
import { type FigureRow, modeTable, ownCells } from './mode-table.ts';
import { tableText } from './number-text.ts';

export interface PageParts {
  readonly trials: number;
  readonly sameJob: readonly FigureRow[];
  readonly freshRunners: readonly FigureRow[];
  /** With a history of ten jobs, with another one, and with more requests. */
  readonly paired: readonly FigureRow[];
  readonly pairedHistories: readonly FigureRow[];
  readonly busy: readonly FigureRow[];
  readonly situations: readonly SituationRow[];
  readonly sketch: SketchFigures;
  /** What stands between the marks of the real series. */
  readonly series: string;
  readonly glance: string;
  /** Of the simulated jobs: all, beyond their goal by no more than chance, and missed. */
  readonly goals: { readonly all: number; readonly close: number; readonly missed: number };
}

interface SituationRow {
  readonly name: string;
  readonly reached: Reached;
}

/** The whole page, the same bytes for the same figures. */
export function falseAlarmsPage(parts: PageParts): string {
  return `${[
    '# False alarms, and what is caught',
    '<!-- Written by `npm run calibrate`; only this command should change it. -->',
    '![For each method: how often unchanged code fails, and how often +30 % and +50 % are caught](../images/false-alarms.png)',
    parts.glance,
    ...methodOf(parts),
    '## Further rounds in the same job (the default)',
    'All rounds share one machine. Rivals judge the first round; "Otava, 3 runs" the first three.',
    modeTable(parts.sameJob, false),
    '## Further rounds on fresh runners',
    'Each round is a job on a machine of its own.',
    modeTable(parts.freshRunners, false),
    ...pairedSection(parts),
    '## Other situations',
    situationsTable(parts),
    sketchText(parts.sketch),
    '## Real runs of a real project',
    `<!-- series -->\n${parts.series}\n<!-- /series -->`,
    '## What the others do',
    RIVALS_TOLD,
  ].join('\n\n')}\n`;
}

function methodOf({ trials, goals }: PageParts): string[] {
  return [
    '## How this was measured',
    `Every figure is a share of ${trials} simulated jobs (seed ${SEED}; each cell makes its own from it), judged by the product's own functions and by its rivals on the same numbers. A run has 3 000 requests in 60 seconds (20 000 where it says so), of which ten are dropped as warm-up: a mix of request kinds with a heavy tail, a level that drifts from second to second, bursts of a noisy neighbour. From run to run, ln p95 varies with the machine (three quarters of the variance) and the run; "noise" is its standard deviation, and 3 % of the runs lie 35 % too high on top. A pair runs base and head for 60 seconds side by side, each with the load of a run, and two processes of one build differ by 1.5 % each; up to three pairs follow the screen. A true change multiplies every latency.`,
    `The limit is 20 %: at 0 % and +10 % less is better, from +30 % on more is. "±" is the binomial standard error, and 0.0 % of ${trials} means less than ${(300 / trials).toFixed(2)} % with 95 % confidence. A goal is missed when the figure is beyond it by more than two standard errors; then \`npm run calibrate\` exits with 1. **Of ${goals.all} goals ${goals.all - goals.close - goals.missed} are met, ${goals.close} are missed by less than that, and ${goals.missed} by more.** The model is ours and its constants (10 % of assumed noise, four looks, the error rates of the test) were chosen on one like it; the real runs below were not used for that.`,
  ];
}

function pairedSection({ paired, pairedHistories, busy }: PageParts): string[] {
  return [
    '## Base and head side by side (paired)',
    'One run is screened against the history; only when that is no clear pass are pairs run. "Pairs" is their mean number. "1.2 × in one pair" fails when the head of the first pair is over 1.2 times its base, and Kayenta compares the requests of that pair; the others know the history only. The goals were set for up to four pairs of 100 seconds with half of the load on each side; this is what the product does by default, up to three pairs of 60 seconds with all of the load on each.',
    modeTable(paired, true),
    `<details><summary>With a history of 1, 5 and 30 jobs</summary>\n\n${modeTable(pairedHistories, true)}\n\n</details>`,
    'With 20 000 requests a run:',
    modeTable(busy, true),
  ];
}

function situationsTable({ situations }: PageParts): string {
  const rows = situations.map(({ name, reached }) => [name, ...ownCells(reached)]);
  return tableText(['situation', 'perf-gate', 'goal', ''], rows, 1);
}

function sketchText({ runs, worstError, largestBytes }: SketchFigures): string {
  return `What is stored of a run instead of its requests: over ${runs} runs of 20 000 requests the p95 was off by at most ${(worstError * 100).toFixed(2)} % (goal 0.5 %), and took at most ${(largestBytes / 1000).toFixed(1)} KB (goal 10 KB).`;
}

const RIVALS_TOLD = `Own code after the published descriptions, in \`test/calibration/rivals/\`; each is checked there against a published or hand-worked
example. They are used as a gate would use them, which is not always what they were made for.

- **1.2 × last**: over 1.2 times the last run, as [github-action-benchmark](https://github.com/benchmark-action/github-action-benchmark) with
  \`alert-threshold: 120%\`, and most home-made gates.
- **1.2 × median of 10**: over 1.2 times the median of the last ten runs.
- **Bencher t-test**: over the mean plus t(0.99) standard deviations of the history
  ([thresholds](https://bencher.dev/docs/explanation/thresholds/)). It looks for any change, not for 20 %, so failing +10 % is not wrong for it.
  With one run of history it has no limit and never fails.
- **Kayenta Mann-Whitney**: the interval of the shift between the requests of two runs is above a quarter of the shift
  ([classifier](https://github.com/spinnaker/kayenta)). It too looks for any change. Kayenta itself compares time series of a
  baseline and a canary that run at the same time, which is nearest to the paired table.
- **Otava**: E-divisive with a t-test at 0.001 over the history and one or three new runs
  ([docs/MATH.md](https://github.com/apache/otava/blob/master/docs/MATH.md), [Fleming et al. 2023](https://arxiv.org/abs/2301.03034)); fails on a rise at the first
  new run or later. It is made to find changes in a history afterwards, with more runs after the change than a gate has.`;
