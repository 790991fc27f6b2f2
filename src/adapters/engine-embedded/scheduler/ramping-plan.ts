import type { Stage } from '../options/scenario.ts';

/** From `atMs` after the scenario's start on, this many VUs run. */
export interface VuStep {
  readonly atMs: number;
  readonly vus: number;
}

/**
 * The step function of ramping-vus. Within a stage of length D from F to T VUs, the count becomes k at D (k - F) / (T - F)
 * on the way up and k - 1 at D (F - k + 1) / (F - T) on the way down; a stage of no length is a jump.
 */
export function rampingPlan(startVUs: number, stages: readonly Stage[]): readonly VuStep[] {
  const steps: VuStep[] = [{ atMs: 0, vus: startVUs }];
  let from = startVUs;
  let stageStart = 0;
  for (const { durationMs, target } of stages) {
    steps.push(...stageSteps(from, target, stageStart, durationMs));
    from = target;
    stageStart += durationMs;
  }
  return steps;
}

function stageSteps(from: number, to: number, startMs: number, durationMs: number): readonly VuStep[] {
  const distance = Math.abs(to - from);
  if (distance === 0) return [];
  if (durationMs === 0) return [{ atMs: startMs, vus: to }];
  const direction = to > from ? 1 : -1;
  return Array.from({ length: distance }, (_, index) => ({
    atMs: startMs + (durationMs * (index + 1)) / distance,
    vus: from + direction * (index + 1),
  }));
}
