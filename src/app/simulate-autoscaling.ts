import { baseRateOf, capacityOf } from '../autoscaling/load/default-load.ts';
import { type LoadTrace, spikeTrace } from '../autoscaling/load/load-trace.ts';
import { spikeTop } from '../autoscaling/load/spike-size.ts';
import { optimisePolicy } from '../autoscaling/optimise/optimise-policy.ts';
import type { ControlModel, ServiceModel } from '../autoscaling/simulation/service-model.ts';
import {
  type SimulationQuestion,
  simulateAutoscaling,
} from '../autoscaling/simulation/simulate-autoscaling.ts';
import type { AutoscalerSpec } from '../autoscaling/spec/autoscaler-spec.ts';
import { findAutoscaler } from '../autoscaling/spec/find-autoscaler.ts';
import type { AutoscalingReport } from '../model/autoscaling.ts';
import { GateError } from '../model/gate-error.ts';
import type { Notice } from '../model/run.ts';
import type { ManifestSource } from '../ports/manifest-source.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import { readLoad } from './read-load.ts';

/** The load to simulate: a file, or a spike of a size. */
export type LoadRequest =
  | { readonly kind: 'file'; readonly path: string; readonly spikeAt: number | null }
  | {
      readonly kind: 'spike';
      readonly size: string;
      readonly baseRate: number | null;
      readonly rampSeconds: number;
      readonly holdSeconds: number;
      readonly afterSeconds: number;
    };

export interface SimulateRequest {
  readonly manifests: readonly string[];
  /** Which autoscaler, when there are several. */
  readonly name: string | null;
  readonly load: LoadRequest;
  readonly service: Omit<ServiceModel, 'capacityPerPod'> & { readonly capacityPerPod: number | null };
  readonly control: ControlModel;
  readonly rateWindowSeconds: number | null;
  /** From the spike on, what is scraped cannot be read for so long; 0: it always can. */
  readonly outageSeconds: number;
  readonly phases: number;
  readonly needed: number | null;
  readonly objective: SimulationQuestion['objective'];
  /** Second 0 by the clock: cron triggers live by it. */
  readonly atMs: number;
  readonly optimise: boolean;
}

export interface SimulateDeps {
  readonly manifests: ManifestSource;
  readonly results: ResultsReader;
}

/**
 * How an autoscaler answers a load, over every way in which its loops may stand.
 * @throws GateError for manifests without an autoscaler that can be simulated, and for loads that cannot be read
 */
export async function simulateFromManifests(
  request: SimulateRequest,
  deps: SimulateDeps,
): Promise<AutoscalingReport> {
  const { spec, notices } = findAutoscaler(await manifestTexts(request.manifests, deps.manifests), request);
  const capacity = capacityOf(spec, request.service.capacityPerPod);
  const load = await loadOf(request.load, spec, capacity.value, deps.results);
  const question: SimulationQuestion = {
    spec,
    service: { ...request.service, capacityPerPod: capacity.value },
    control: request.control,
    trace: load.trace,
    epochMs: request.atMs,
    outage: request.outageSeconds > 0 ? { from: 0, to: request.outageSeconds } : null,
    phases: request.phases,
    needed: request.needed,
    objective: request.objective,
  };
  const report = simulateAutoscaling(question, [...notices, ...capacity.notices, ...load.notices]);
  return request.optimise ? { ...report, optimisation: optimisationOf(question, report) } : report;
}

/** An objective without a time to recover in is taken to mean a minute. */
const DEFAULT_RECOVERY_SECONDS = 60;

function optimisationOf(question: SimulationQuestion, { spike }: AutoscalingReport) {
  const { objective } = question;
  if (objective === null)
    throw new GateError('CONFIG_INVALID', 'choosing policies: expected an objective to meet, got none', {
      fault: 'user',
      hint: 'Give one with --slo-p95, and --slo-recovery for how long p95 may be over it.',
    });
  return optimisePolicy(question, {
    p95Ms: objective.p95Ms,
    recoverySeconds: objective.recoverySeconds ?? DEFAULT_RECOVERY_SECONDS,
    neededReplicas: spike.neededReplicas,
  });
}

async function manifestTexts(paths: readonly string[], source: ManifestSource) {
  const files = (await Promise.all(paths.map((path) => source.read(path)))).flat();
  if (files.length > 0) return [...new Map(files.map((file) => [file.name, file])).values()];
  throw new GateError('FILE_NOT_FOUND', `reading manifests from ${paths.join(', ')}: no YAML there`, {
    fault: 'user',
    hint: 'Give the file of a ScaledObject or HorizontalPodAutoscaler, or - for what kustomize or helm print.',
  });
}

async function loadOf(
  load: LoadRequest,
  spec: AutoscalerSpec,
  capacity: number,
  results: ResultsReader,
): Promise<{ readonly trace: LoadTrace; readonly notices: readonly Notice[] }> {
  if (load.kind === 'file') return readLoad(load.path, load.spikeAt, results);
  const base = baseRateOf(spec, capacity, load.baseRate);
  const shape = { ...load, baseRate: base.value, topRate: spikeTop(load.size, base.value) };
  return { trace: spikeTrace(shape), notices: base.notices };
}
