import { parseCron } from '../../lib/cron-schedule.ts';
import type { AutoscalingReport, Spread } from '../../model/autoscaling.ts';
import { type CaseFacts, modelCase } from './model-case.ts';

/** Tables of `docs/explanation/autoscaling.md`, by their name there. */
export const TABLES: Readonly<Record<string, () => string>> = {
  'rate-windows': () => spikeTable('what the autoscaler sees', SIGHTS),
  policies: () => spikeTable('`scaleUp`', POLICIES),
  starts: () => spikeTable('pods are ready after', STARTS),
  polling: pollingTable,
  'off-hours': offHoursTable,
};

type Case = readonly [name: string, facts: CaseFacts];

const rate = (windowSeconds: number): CaseFacts => ({ signal: { kind: 'rate', windowSeconds } });
const percent = (value: number) => ({ policies: [{ type: 'Percent' as const, value, periodSeconds: 15 }] });
const CPU: CaseFacts = { signal: { kind: 'cpu' }, target: { kind: 'utilization', value: 70 }, scope: 'pods' };
const QUEUE: CaseFacts = { signal: { kind: 'backlog', scraped: false } };

const SIGHTS: readonly Case[] = [
  ['requests a second, `rate[5m]`', rate(300)],
  ['`rate[2m]`', rate(120)],
  ['`rate[1m]`', rate(60)],
  ['`rate[1m]`, scraped every 30 s', { ...rate(60), scrapeSeconds: 30 }],
  ['`rate[30s]`', rate(30)],
  ['`rate[1m]` of requests that are done', { ...rate(60), service: { counted: 'completions' } }],
  ['CPU, target 70 %', CPU],
  ['length of a queue, asked for at each sync', QUEUE],
  ['length of a queue, scraped', { signal: { kind: 'backlog', scraped: true } }],
];

const POLICIES: readonly Case[] = [
  ['no `behavior` at all', { scaleUp: null }],
  ['defaults: 4 pods or 100 % every 15 s', {}],
  ['100 % every 15 s alone', { scaleUp: percent(100) }],
  ['900 % every 15 s', { scaleUp: percent(900) }],
  ['2 pods a minute', { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } }],
  ['defaults, `stabilizationWindowSeconds: 60`', { scaleUp: { stabilizationWindowSeconds: 60 } }],
];

const STARTS: readonly Case[] = [5, 15, 30, 60, 120].map((seconds) => [
  `${seconds} s`,
  { service: { startUpSeconds: seconds, readinessSeconds: 0 } },
]);

function spikeTable(head: string, cases: readonly Case[]): string {
  const rows = cases.map(([name, facts]) => {
    const { milestones } = modelCase(facts);
    const { firstReaction, desiredReached, scaledOut, drained } = milestones;
    return [
      name,
      ...[firstReaction, desiredReached, scaledOut].map(seconds),
      drained === null ? '' : seconds(drained),
    ];
  });
  return markdownTable([head, 'reacts', 'asks for 10', '10 ready', 'backlog drained'], rows);
}

/** From nothing at all to the spike: KEDA wakes the first pod up, the HPA does the rest. */
function pollingTable(): string {
  const rows = [30, 15, 5].map((fromZeroPolling) => {
    const report = modelCase({ ...QUEUE, fromZeroPolling });
    const { firstReaction, scaledOut, drained } = report.milestones;
    return [
      `${fromZeroPolling} s`,
      seconds(firstReaction),
      seconds(firstReady(report)),
      seconds(scaledOut),
      drained === null ? '' : seconds(drained),
    ];
  });
  return markdownTable(
    ['`pollingInterval`', 'woken up', 'first pod ready', '10 ready', 'backlog drained'],
    rows,
  );
}

/** By the timeline: the earliest and the latest run in which a pod is ready. */
function firstReady({ timeline }: AutoscalingReport): Spread {
  const first = (of: 'min' | 'median' | 'max') =>
    timeline.find(({ second, ready }) => second >= 0 && (ready?.[of] ?? 0) > 0)?.second ?? null;
  return { min: first('max'), median: first('median'), max: first('min'), reached: 1, runs: 2 };
}

/** A window that ends at 20:00: second 0 is ten minutes before. */
function offHoursTable(): string {
  const window = { start: scheduleOf('0 7 * * *'), end: scheduleOf('0 20 * * *') };
  const signal = { kind: 'cron' as const, trigger: { ...window, timeZone: 'UTC', desiredReplicas: 2 } };
  const rows = [
    [300, 30],
    [60, 30],
    [60, 5],
    [0, 30],
  ].map(([cooldownSeconds = 0, fromZeroPolling = 0]) => {
    const facts = {
      signal,
      target: { kind: 'average' as const, value: 1 },
      cooldownSeconds,
      fromZeroPolling,
    };
    const { timeline } = modelCase({
      ...facts,
      epochMs: Date.parse('2026-01-07T19:50:00Z'),
      holdSeconds: 1_500,
    });
    return [`${cooldownSeconds} s`, `${fromZeroPolling} s`, seconds(asleep(timeline, END_SECOND))];
  });
  return markdownTable(
    ['`cooldownPeriod`', '`pollingInterval`', 'at zero after the end of the window'],
    rows,
  );
}

const END_SECOND = 600;

function asleep(timeline: AutoscalingReport['timeline'], end: number): Spread {
  const first = (of: 'min' | 'median' | 'max') => {
    const point = timeline.find(({ second, desired }) => second >= end && desired?.[of] === 0);
    return point === undefined ? null : point.second - end;
  };
  return { min: first('min'), median: first('median'), max: first('max'), reached: 1, runs: 2 };
}

function scheduleOf(text: string) {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.schedule;
}

/** Earliest to latest of all phases. */
function seconds({ min, max, runs, reached }: Spread): string {
  if (min === null) return 'never';
  if (max === null) return `${Math.round(min)} s to never (${runs - reached} of ${runs})`;
  const [first, last] = [Math.round(min), Math.round(max)];
  return first === last ? `${last} s` : `${first}–${last} s`;
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|---|${heads
    .slice(1)
    .map(() => '--:|')
    .join('')}`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}
