import { parseDuration } from '../../lib/duration.ts';
import { isRecord, type JsonRecord, parseJson } from '../../lib/json-guard.ts';

/** What `k6 inspect` tells of the load that a script describes. */
export interface LoadShape {
  /** Until the last scenario stops starting iterations; `null` when that depends on the target. */
  readonly totalMs: number | null;
  /** Iterations a second, when every scenario is of a constant arrival rate over the same time. */
  readonly offeredRate: number | null;
}

export const UNKNOWN_SHAPE: LoadShape = { totalMs: null, offeredRate: null };

interface ScenarioShape {
  readonly startMs: number;
  readonly endMs: number | null;
  readonly rate: number | null;
}

/** Reads the output of `k6 inspect --execution-requirements`; whatever it cannot read is unknown. */
export function loadShapeOf(inspectOutput: string): LoadShape {
  const options = parseJson(inspectOutput);
  if (!isRecord(options) || !isRecord(options.scenarios)) return UNKNOWN_SHAPE;
  const scenarios = Object.values(options.scenarios).map(scenarioShape);
  if (scenarios.length === 0) return UNKNOWN_SHAPE;
  return { totalMs: latestEnd(scenarios), offeredRate: commonRate(scenarios) };
}

function latestEnd(scenarios: readonly ScenarioShape[]): number | null {
  let latest = 0;
  for (const { endMs } of scenarios) {
    if (endMs === null) return null;
    latest = Math.max(latest, endMs);
  }
  return latest;
}

/** A ramp, a closed scenario or a scenario that starts later makes "the" rate meaningless. */
function commonRate(scenarios: readonly ScenarioShape[]): number | null {
  let sum = 0;
  for (const { startMs, endMs, rate } of scenarios) {
    if (rate === null || startMs !== scenarios[0]?.startMs || endMs !== scenarios[0]?.endMs) return null;
    sum += rate;
  }
  return sum;
}

function scenarioShape(value: unknown): ScenarioShape {
  if (!isRecord(value)) return { startMs: 0, endMs: null, rate: null };
  const startMs = durationOf(value.startTime) ?? 0;
  const lengthMs = durationOf(value.duration) ?? stagesLength(value.stages);
  return { startMs, endMs: lengthMs === null ? null : startMs + lengthMs, rate: constantRate(value) };
}

function constantRate(scenario: JsonRecord): number | null {
  if (scenario.executor !== 'constant-arrival-rate' || typeof scenario.rate !== 'number') return null;
  const unitMs = durationOf(scenario.timeUnit) ?? 1_000;
  return unitMs > 0 ? (scenario.rate * 1_000) / unitMs : null;
}

function stagesLength(stages: unknown): number | null {
  if (!Array.isArray(stages) || stages.length === 0) return null;
  let sum = 0;
  for (const stage of stages) {
    const length = isRecord(stage) ? durationOf(stage.duration) : null;
    if (length === null) return null;
    sum += length;
  }
  return sum;
}

function durationOf(value: unknown): number | null {
  return typeof value === 'string' ? parseDuration(value) : null;
}
