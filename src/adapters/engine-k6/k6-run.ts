import { isGateError } from '../../model/gate-error.ts';
import type { LoadPlan } from '../../model/load-plan.ts';
import type { RunEnd } from '../../model/run.ts';
import type { LoadControl, LoadOutcome, LoadRun } from '../../ports/load-engine.ts';
import { k6InspectArguments } from './argv.ts';
import { capture } from './capture.ts';
import { childEnvironment } from './child-env.ts';
import { followFile } from './follow-file.ts';
import { type LoadShape, loadShapeOf, UNKNOWN_SHAPE } from './inspect.ts';
import type { K6Binary, K6Provider } from './k6-binary.ts';
import { runK6Process } from './k6-process.ts';
import { ProgressCounter } from './progress-counter.ts';
import { type ProgressTicker, startProgress } from './progress-ticker.ts';
import { interruption } from './stop-on-request.ts';
import { makeWorkFolder, type WorkFolder } from './work-folder.ts';

export interface K6RunSettings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly graceMs: number;
}

const INSPECT_TIMEOUT_MS = 15_000;

/** Starts k6 on a script. The answer's output streams while the load runs; its outcome never rejects. */
export function startK6Run(
  binary: K6Provider,
  plan: LoadPlan,
  control: LoadControl,
  settings: K6RunSettings,
): LoadRun {
  const folder = makeWorkFolder();
  const counter = new ProgressCounter();
  const progress = startProgress(() => counter.counts(), control.onProgress);
  const outcome = folder
    .then((files) => applyLoad(binary, { plan, control, settings, files, progress }))
    .catch((error: unknown) => outcomeOf(failure(error)))
    .finally(() => progress.stop());
  const results = followResults(folder, outcome, (chunk) => counter.push(chunk));
  return { output: endingWith(results, progress.finish), outcome };
}

interface Application {
  readonly plan: LoadPlan;
  readonly control: LoadControl;
  readonly settings: K6RunSettings;
  readonly files: WorkFolder;
  readonly progress: ProgressTicker;
}

async function applyLoad(binary: K6Provider, application: Application): Promise<LoadOutcome> {
  const { plan, control, progress } = application;
  const k6 = await binary();
  const shape = await inspect(k6, application);
  if (control.signal.aborted) return outcomeOf(interruption(control.signal));
  progress.expect(plan.durationMs ?? shape.totalMs);
  return { ...(await runK6Process(k6, application)), offeredRate: shape.offeredRate };
}

/** What is known of the load beforehand, for the progress bar and the offered rate; never a reason to fail. */
async function inspect(k6: K6Binary, { plan, control, settings }: Application): Promise<LoadShape> {
  // Shortcuts replace what the script says of its load.
  if (plan.durationMs !== null || plan.vus !== null || control.signal.aborted) return UNKNOWN_SHAPE;
  const answer = await capture(k6.file, k6InspectArguments(plan), {
    env: childEnvironment(settings.variables).variables,
    cwd: settings.cwd,
    timeoutMs: Math.min(INSPECT_TIMEOUT_MS, plan.timeoutMs),
    signal: control.signal,
  });
  return answer.code === 0 ? loadShapeOf(answer.stdout) : UNKNOWN_SHAPE;
}

/** The results while k6 writes them; the folder goes when they have been read and the load has ended. */
async function* followResults(
  folder: Promise<WorkFolder>,
  outcome: Promise<LoadOutcome>,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  // A folder that could not be made is told by the outcome.
  const files = await folder.catch(() => null);
  if (files === null) return;
  try {
    yield* followFile(files.results, { ended: outcome, onChunk });
  } finally {
    await outcome;
    await files.remove();
  }
}

async function* endingWith<T>(items: AsyncIterable<T>, atEnd: () => void): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    atEnd();
  }
}

function failure(error: unknown): RunEnd {
  if (isGateError(error)) {
    return { kind: 'failed', code: error.code, message: error.message, hint: error.hint };
  }
  const message = `running k6: ${error instanceof Error ? error.message : String(error)}`;
  return { kind: 'failed', code: 'ENGINE_FAILED', message, hint: null };
}

function outcomeOf(end: RunEnd): LoadOutcome {
  const generator = { cpuShare: null, loopUtilisation: null };
  return { end, thresholds: [], generator, offeredRate: null, exceptions: null, notices: [] };
}
