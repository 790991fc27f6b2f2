import { compareMilestones } from '../autoscaling/measured/compare-milestones.ts';
import { type MeasuredQuestion, measuredReport } from '../autoscaling/measured/measured-report.ts';
import { measurementQuestions, type StatedQueries } from '../autoscaling/measured/queries.ts';
import { readSimulation } from '../autoscaling/measured/read-simulation.ts';
import {
  type MetricQuestion,
  optionalSeries,
  type SingleSeries,
  singleSeries,
} from '../autoscaling/measured/single-series.ts';
import type { AutoscalingReport } from '../model/autoscaling.ts';
import type { MetricsSource } from '../ports/metrics-source.ts';
import type { ResultsReader } from '../ports/results-reader.ts';

export interface MeasureRequest extends MeasuredQuestion {
  readonly queries: StatedQueries;
  /** p95 as the query gives it, times this, is milliseconds. */
  readonly p95ToMs: number;
  /** `autoscaling.json` of a simulation to compare with; `null`: none. */
  readonly simulated: string | null;
}

export interface MeasureDeps {
  readonly metrics: MetricsSource;
  readonly results: ResultsReader;
}

/**
 * How an autoscaler answered a spike, by what Prometheus kept of it.
 * @throws GateError when Prometheus does not answer, has no data of it or several series, or the spike is not found
 */
export async function measureAutoscaling(
  request: MeasureRequest,
  deps: MeasureDeps,
): Promise<AutoscalingReport> {
  const simulated = request.simulated === null ? null : await simulationIn(request.simulated, deps.results);
  const questions = measurementQuestions(request.names, request.queries);
  const ask = asker(request, deps.metrics);
  const series = {
    desired: await ask.needed(questions.desired),
    ready: await ask.needed(questions.ready),
    rate: questions.rate === null ? null : await ask.needed(questions.rate),
    p95Ms: questions.p95 === null ? null : scaled(await ask.needed(questions.p95), request.p95ToMs),
    minReplicas: await ask.optional(questions.minReplicas),
    maxReplicas: await ask.optional(questions.maxReplicas),
    limited: await ask.optional(questions.limited),
    kedaActive: await ask.optional(questions.kedaActive),
    kedaErrors: await ask.optional(questions.kedaErrors),
  };
  const report = measuredReport(series, request);
  return simulated === null ? report : { ...report, comparison: compareMilestones(report, simulated) };
}

function asker({ fromMs, toMs, stepSeconds }: MeasureRequest, metrics: MetricsSource) {
  const answerTo = ({ query }: MetricQuestion) => metrics.range({ query, fromMs, toMs, stepSeconds });
  return {
    needed: async (question: MetricQuestion) => singleSeries(await answerTo(question), question),
    optional: async (question: MetricQuestion | null) =>
      question === null ? null : optionalSeries(await answerTo(question), question),
  };
}

function scaled({ points, dropped }: SingleSeries, factor: number): SingleSeries {
  return { points: points.map(({ at, value }) => ({ at, value: value * factor })), dropped };
}

async function simulationIn(path: string, reader: ResultsReader) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader.read(path)) chunks.push(chunk);
  return readSimulation(Buffer.concat(chunks).toString('utf8'), path);
}
