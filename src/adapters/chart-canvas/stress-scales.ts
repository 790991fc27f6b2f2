import type { StressFinding } from '../../model/stress-finding.ts';
import { axisRange } from './axis-range.ts';
import type { LineChart } from './chart-js.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import { axisNumber } from './chart-text.ts';
import { logTicks } from './log-ticks.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

/** Latency above, failures below, over one axis of load. */
export function stressScales(finding: StressFinding): Scales {
  const latency = latencyAxis(finding);
  return {
    x: loadAxis(finding),
    // The first of a stack is at the bottom.
    errors: { ...shareAxis(finding), position: 'left', stack: 'panels', stackWeight: 1, offset: true },
    y: { ...latency, position: 'left', stack: 'panels', stackWeight: 4, offset: true },
  };
}

function loadAxis({ steps, breakingPoint }: StressFinding) {
  const { max } = axisRange([...steps.map(({ rate }) => rate), breakingPoint?.high ?? 0]);
  return { ...axis('offered load, requests a second'), type: 'linear' as const, min: 0, max };
}

function latencyAxis({ steps, objective }: StressFinding) {
  const values = [...steps.flatMap(({ p50Ms, p95Ms }) => [p50Ms ?? 0, p95Ms ?? 0]), objective.p95Ms].filter(
    (value) => value > 0,
  );
  const [min, max] = [Math.min(...values) * 0.7, Math.max(...values) * 1.5];
  return {
    ...axis('latency in ms, logarithmic'),
    type: 'logarithmic' as const,
    min,
    max,
    afterBuildTicks(scale: { ticks: { value: number }[] }) {
      scale.ticks = logTicks(min, max).map((value) => ({ value }));
    },
  };
}

function shareAxis({ steps }: StressFinding) {
  const highest = Math.max(...steps.map(({ errorRate, droppedShare }) => Math.max(errorRate, droppedShare)));
  const base = axis('% of requests');
  return {
    ...base,
    type: 'linear' as const,
    min: 0,
    max: highest > 0.5 ? 100 : highest > 0.1 ? 50 : 10,
    ticks: { ...base.ticks, maxTicksLimit: 3 },
  };
}

function axis(title: string) {
  return {
    grid: { color: GRID },
    border: { color: FAINT },
    ticks: {
      color: INK,
      maxTicksLimit: 10,
      maxRotation: 0,
      font: { family: FONT, size: 13 },
      callback: (value: number | string) => axisNumber(Number(value)),
    },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 14 } },
  };
}
