import type { Optimisation, PolicyTrial } from '../../model/autoscaling.ts';
import { latencyCurve, steadyP95 } from '../simulation/latency-curve.ts';
import { runFigures } from '../simulation/run-figures.ts';
import { phasesOf } from '../simulation/simulate-autoscaling.ts';
import { type SimulationInput, simulateRun } from '../simulation/simulate-run.ts';
import { spreadOf } from '../simulation/spread.ts';
import { behaviorYaml } from './behavior-yaml.ts';
import {
  applied,
  asStated,
  type Candidate,
  rulesText,
  scaleDownVariants,
  scaleUpCandidates,
} from './candidates.ts';

export interface OptimisationGoal {
  readonly p95Ms: number;
  /** p95 may be over its objective for so long from the spike on, and no more. */
  readonly recoverySeconds: number;
  readonly neededReplicas: number;
}

/** Fewer ways for the loops to stand than a simulation looks at: there are hundreds of candidates. */
const PHASES = 12;
const SHOWN = 6;
/** The cheapest are worth a look at the way down. */
const REFINED = 8;

interface Trial {
  readonly candidate: Candidate;
  readonly told: PolicyTrial;
  readonly secondsOutside: number;
}

/**
 * Tries policies, targets and minimums against a load: which of them keep the objective in every phase, and what each
 * costs in pod-hours. An exhaustive search of a small grid, then of windows on the way down for the cheapest.
 */
export function optimisePolicy(input: SimulationInput, goal: OptimisationGoal): Optimisation {
  const stated = trial(input, asStated(input.spec), goal);
  const first = scaleUpCandidates(input.spec, goal.neededReplicas).map((one) => trial(input, one, goal));
  const refined = byCost(first.filter(meets))
    .slice(0, REFINED)
    .flatMap(({ candidate }) => scaleDownVariants(candidate).map((one) => trial(input, one, goal)));
  const trials = [...first, ...refined];
  const met = byCost(trials.filter(meets));
  const shown = met.length > 0 ? met : bySpeed(trials);
  return {
    tried: trials.length,
    met: met.length,
    best: met[0]?.told ?? null,
    asStated: stated.told,
    shown: distinct(shown).slice(0, SHOWN),
  };
}

function trial(input: SimulationInput, candidate: Candidate, goal: OptimisationGoal): Trial {
  const spec = applied(input.spec, candidate);
  const steady = steadyP95(input.service);
  const figures = phasesOf(spec, input.control, PHASES).map((phases) => {
    const run = simulateRun({ ...input, spec }, phases);
    return runFigures(run, latencyCurve(run, input.service, steady), goal);
  });
  const secondsOutside = Math.max(...figures.map((one) => one.secondsOutside));
  const recovered = spreadOf(figures.map(({ milestones }) => milestones.recovered)).max;
  const { behavior } = spec.hpa;
  return {
    candidate,
    secondsOutside,
    told: {
      minReplicas: candidate.minReplicas,
      targetFactor: candidate.targetFactor,
      scaleUp: rulesText(behavior?.scaleUp ?? null),
      scaleDown: rulesText(behavior?.scaleDown ?? null),
      meetsObjective: recovered !== null && secondsOutside <= goal.recoverySeconds,
      scaledOutSeconds: spreadOf(figures.map(({ milestones }) => milestones.scaledOut)).max,
      recoveredSeconds: recovered,
      podHours: spreadOf(figures.map(({ podHours }) => podHours)).median ?? 0,
      behaviorYaml: behaviorYaml(behavior),
    },
  };
}

function meets({ told }: Trial): boolean {
  return told.meetsObjective;
}

/** Cheapest first; of equals the one that changes least. */
function byCost(trials: readonly Trial[]): readonly Trial[] {
  return [...trials].sort(
    (a, b) =>
      toCents(a.told.podHours) - toCents(b.told.podHours) || b.told.targetFactor - a.told.targetFactor,
  );
}

function bySpeed(trials: readonly Trial[]): readonly Trial[] {
  return [...trials].sort((a, b) => a.secondsOutside - b.secondsOutside || a.told.podHours - b.told.podHours);
}

/** Of settings that come to the same, the first: it is the mildest. */
function distinct(trials: readonly Trial[]): readonly PolicyTrial[] {
  const seen = new Set<string>();
  return trials.flatMap(({ told }) => {
    const { minReplicas, targetFactor, podHours, scaledOutSeconds, recoveredSeconds } = told;
    const outcome = [minReplicas, targetFactor, toCents(podHours), scaledOutSeconds, recoveredSeconds].join(
      ' ',
    );
    if (seen.has(outcome)) return [];
    seen.add(outcome);
    return [told];
  });
}

/** Differences under a hundredth of a pod-hour are no difference. */
function toCents(hours: number): number {
  return Math.round(hours * 100);
}
