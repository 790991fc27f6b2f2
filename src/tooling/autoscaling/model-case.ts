import { fullBehavior, type StatedBehavior } from '../../autoscaling/hpa/behavior.ts';
import { spikeTrace } from '../../autoscaling/load/load-trace.ts';
import { DEFAULT_CONTROL, type ServiceModel } from '../../autoscaling/simulation/service-model.ts';
import {
  type SimulationQuestion,
  simulateAutoscaling,
} from '../../autoscaling/simulation/simulate-autoscaling.ts';
import type { AutoscalerMetric, AutoscalerSpec, Signal } from '../../autoscaling/spec/autoscaler-spec.ts';
import type { AutoscalingReport } from '../../model/autoscaling.ts';

/** What a row of a table has otherwise than the model case. */
export interface CaseFacts {
  readonly signal?: Signal;
  readonly target?: AutoscalerMetric['target'];
  readonly scope?: AutoscalerMetric['scope'];
  /** `null`: no `behavior` block. */
  readonly scaleUp?: StatedBehavior['scaleUp'] | null;
  readonly scrapeSeconds?: number;
  /** `null`: without KEDA. */
  readonly fromZeroPolling?: number | null;
  readonly cooldownSeconds?: number;
  readonly service?: Partial<ServiceModel>;
  readonly holdSeconds?: number;
  readonly afterSeconds?: number;
  readonly epochMs?: number;
}

export const SERVICE: ServiceModel = {
  capacityPerPod: 65,
  startUpSeconds: 20,
  readinessSeconds: 10,
  unloadedP95Ms: 100,
  cpuAtCapacity: 1,
  counted: 'arrivals',
};

const PHASES = 60;
const OBJECTIVE = { p95Ms: 300, recoverySeconds: null };

/** The tenfold spike of the tables: 50 to 500 requests a second, a target of 50 for each pod, 1 to 10 pods. */
export function modelCase(facts: CaseFacts): AutoscalingReport {
  const fromZero = facts.fromZeroPolling ?? null;
  const trace = spikeTrace({
    baseRate: fromZero === null ? 50 : 0,
    topRate: 500,
    rampSeconds: 0,
    holdSeconds: facts.holdSeconds ?? 1_200,
    afterSeconds: facts.afterSeconds ?? 0,
  });
  const question: SimulationQuestion = {
    spec: specOf(facts, fromZero),
    service: { ...SERVICE, ...facts.service },
    control: { ...DEFAULT_CONTROL, scrapeIntervalSeconds: facts.scrapeSeconds ?? 15 },
    trace,
    epochMs: facts.epochMs ?? 0,
    outage: null,
    phases: PHASES,
    needed: null,
    objective: OBJECTIVE,
  };
  return simulateAutoscaling(question, []);
}

function specOf(facts: CaseFacts, polling: number | null): AutoscalerSpec {
  const behavior =
    facts.scaleUp === null ? null : fullBehavior({ scaleUp: facts.scaleUp ?? {}, scaleDown: {} });
  const keda =
    polling === null
      ? null
      : { ...KEDA, pollingSeconds: polling, cooldownSeconds: facts.cooldownSeconds ?? 300 };
  return {
    kind: keda === null ? 'HorizontalPodAutoscaler' : 'ScaledObject',
    name: 'model',
    target: 'Deployment/model',
    source: '-',
    hpa: { min: 1, max: 10, behavior },
    keda,
    metrics: [
      {
        name: 'metric',
        signal: facts.signal ?? { kind: 'rate', windowSeconds: 60 },
        target: facts.target ?? { kind: 'average', value: 50 },
        scope: facts.scope ?? 'whole',
        activation: facts.scope === 'pods' ? null : 0,
      },
    ],
  };
}

const KEDA = { initialCooldownSeconds: 0, min: 0, idle: null, fallback: null };
