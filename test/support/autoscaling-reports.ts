import { simulateAutoscaling } from '../../src/autoscaling/simulation/simulate-autoscaling.ts';
import type { AutoscalingReport } from '../../src/model/autoscaling.ts';
import { autoscaler, behavior, simulationInput } from './autoscaler-builder.ts';

const QUESTION = {
  ...simulationInput(),
  phases: 4,
  needed: null,
  objective: { p95Ms: 300, recoverySeconds: 60 },
};

/** A tenfold spike that is answered. */
export function simulatedReport(): AutoscalingReport {
  return simulateAutoscaling(QUESTION, []);
}

/** The same with too few replicas: the backlog grows to the end. */
export function neverReport(): AutoscalingReport {
  const spec = autoscaler({ hpa: { min: 1, max: 2, behavior: behavior() } });
  return simulateAutoscaling({ ...QUESTION, spec }, []);
}

function one(value: number | null) {
  return { min: value, median: value, max: value, reached: value === null ? 0 : 1, runs: 1 };
}

/** A measured spike, as far as Prometheus knows of it, compared with the simulated one. */
export function measuredReport(): AutoscalingReport {
  const simulated = simulatedReport();
  return {
    ...simulated,
    source: 'measured',
    spike: { ...simulated.spike, at: '2026-03-04T12:00:00.000Z', fromRate: null, toRate: null },
    milestones: {
      firstReaction: one(20),
      desiredReached: one(60),
      scaledOut: one(null),
      drained: null,
      recovered: one(300),
    },
    p95Ms: null,
    podHours: one(1.5),
    resolutionSeconds: 15,
    timeline: simulated.timeline.map((point) => ({ ...point, backlog: null })),
    assumptions: null,
    comparison: [
      {
        milestone: 'firstReaction',
        measured: 20,
        simulated: simulated.milestones.firstReaction,
        within: true,
      },
      { milestone: 'scaledOut', measured: null, simulated: simulated.milestones.scaledOut, within: false },
    ],
    notices: [{ code: 'scaling-limited', text: 'the HPA says ScalingLimited' }],
  };
}
