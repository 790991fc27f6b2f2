import type { GateRequest } from '../config/gate-request.ts';
import type { Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** A running sample service. */
export interface DemoService {
  readonly url: string;
  close(): Promise<void>;
}

export interface DemoPlan {
  readonly baselineRuns: number;
  readonly durationMs: number;
  readonly warmUpMs: number;
  /** Requests a second. */
  readonly rate: number;
  /** What the slowed version multiplies its work by. */
  readonly slowdown: number;
}

export interface DemoDeps {
  startService(slowdown: number): Promise<DemoService>;
  /** One gate against a service; reports go to the named folder under `--out`, or nowhere. */
  gate(spec: DemoGate): Promise<Report>;
  say(line: string): void;
}

export interface DemoGate extends Pick<GateRequest, 'durationMs' | 'warmUpMs'> {
  readonly url: string;
  readonly rate: number;
  /** `null`: a run that is filed as part of the baseline, whatever it looks like, and not reported. */
  readonly folder: 'unchanged' | 'regressed' | null;
}

export interface DemoOutcome {
  /** Whether both verdicts were the ones that the demo wants to show. */
  readonly asExpected: boolean;
  readonly unchanged: Report;
  readonly regressed: Report;
}

/**
 * Runs are short, so the plan makes up for it: five runs of history bring the noise estimate down far enough for
 * one more run to pass (`docs/explanation/how-the-gate-decides.md`), and the slowdown is over what two looks can tell.
 */
export const FULL_DEMO: DemoPlan = {
  baselineRuns: 5,
  durationMs: 26_000,
  warmUpMs: 4_000,
  rate: 100,
  slowdown: 1.8,
};
export const QUICK_DEMO: DemoPlan = {
  baselineRuns: 5,
  durationMs: 8_000,
  warmUpMs: 1_500,
  rate: 200,
  slowdown: 1.8,
};

/** Records a baseline of the sample shop, then judges unchanged and slowed code against it. */
export async function runDemo(plan: DemoPlan, deps: DemoDeps): Promise<DemoOutcome> {
  deps.say(`[1/3] Recording a baseline: ${plan.baselineRuns} runs of unchanged code`);
  for (let run = 1; run <= plan.baselineRuns; run++) {
    const report = await gateAgainst(1, null, plan, deps);
    deps.say(`      run ${run} of ${plan.baselineRuns}: ${p95Of(report)}`);
  }
  deps.say('[2/3] Unchanged code: must pass');
  const unchanged = await gateAgainst(1, 'unchanged', plan, deps);
  deps.say(`      ${unchanged.verdict.kind}: ${unchanged.headline}`);
  deps.say(`[3/3] The same shop with all its work multiplied by ${plan.slowdown}: must be caught`);
  const regressed = await gateAgainst(plan.slowdown, 'regressed', plan, deps);
  deps.say(`      ${regressed.verdict.kind}: ${regressed.headline}\n`);
  return {
    asExpected: passes(unchanged.verdict.kind) && regressed.verdict.kind === 'regressed',
    unchanged,
    regressed,
  };
}

/** Every run gets a process of its own, as every job of a CI would. */
async function gateAgainst(
  slowdown: number,
  folder: DemoGate['folder'],
  plan: DemoPlan,
  deps: DemoDeps,
): Promise<Report> {
  const service = await deps.startService(slowdown);
  try {
    const { durationMs, warmUpMs, rate } = plan;
    return await deps.gate({ url: service.url, durationMs, warmUpMs, rate, folder });
  } finally {
    await service.close();
  }
}

function passes(kind: VerdictKind): boolean {
  return kind === 'passed' || kind === 'warned' || kind === 'improved';
}

function p95Of(report: Report): string {
  const { p95 } = report.candidate;
  return p95 === null ? `${report.verdict.kind}: ${report.headline}` : `p95 ${p95.toFixed(1)} ms`;
}
