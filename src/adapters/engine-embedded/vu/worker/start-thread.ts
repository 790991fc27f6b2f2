import { fileURLToPath } from 'node:url';
import { GateError, isGateError } from '../../../../model/gate-error.ts';
import { type InitFailure, toScriptError } from '../../loader/init-failure.ts';
import type { ScriptSources } from '../../loader/script-sources.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import { answerAsk, type DeskParts } from './ask-desk.ts';
import type { FromWorker, WorkerStart } from './messages.ts';
import { type MemoryLimits, WorkerThread } from './worker-thread.ts';

/** A thread whose init code has run. */
export interface RunningThread {
  readonly thread: WorkerThread;
  /** JSON of `options` and `exportedFunctions`. */
  readonly describe: string;
  readonly metrics: readonly MetricDeclaration[];
  /** Resolves, with the reason, when the thread is no more. */
  readonly gone: Promise<string>;
}

export interface ThreadSettings {
  readonly workerUrl: URL;
  readonly limits: MemoryLimits;
  readonly initTimeoutMs: number;
}

/**
 * Starts a worker, evaluates the script's init code in it and answers what it asks from then on.
 * @throws GateError SCRIPT_UNSUPPORTED or SCRIPT_INVALID
 */
export function startThread(
  settings: ThreadSettings,
  start: Omit<WorkerStart, 'signal'>,
  desk: DeskParts,
  onMessage: (message: FromWorker) => void,
): Promise<RunningThread> {
  return new Promise((resolve, reject) => {
    let refusal: GateError | null = null;
    const fail = (error: GateError) => {
      clearTimeout(timer);
      void thread.terminate();
      reject(error);
    };
    const take = (message: FromWorker): void => {
      switch (message.type) {
        case 'ask':
          void answer(thread, desk, message).then((error) => {
            refusal ??= error;
          });
          break;
        case 'ready':
          clearTimeout(timer);
          resolve({ thread, describe: message.describe, metrics: message.metrics, gone });
          break;
        case 'failed':
          fail(causeOf(message.failure, refusal, desk.sources));
          break;
        default:
          onMessage(message);
      }
    };
    let reportGone: (reason: string) => void = () => undefined;
    const gone = new Promise<string>((resolveGone) => {
      reportGone = resolveGone;
    });
    const thread = new WorkerThread(settings.workerUrl, start, settings.limits, take, reportGone);
    const timer = setTimeout(
      () => fail(initFailed(desk.sources, took(settings.initTimeoutMs))),
      settings.initTimeoutMs,
    );
    void gone.then((reason) => fail(initFailed(desk.sources, reason)));
  });
}

/** @returns the error that a refused module gave, if any: it says more than what the script makes of it. */
async function answer(
  thread: WorkerThread,
  desk: DeskParts,
  { id, op, json, bodies }: Extract<FromWorker, { type: 'ask' }>,
): Promise<GateError | null> {
  try {
    const answered = await answerAsk(desk, op, json, bodies);
    const transfer = answered.bodies.filter((body) => body instanceof ArrayBuffer);
    thread.post({ type: 'answer', id, ok: true, ...answered }, transfer);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    thread.post({ type: 'answer', id, ok: false, message });
    return op === 'module' && isGateError(error) ? error : null;
  }
}

function causeOf(failure: InitFailure, refusal: GateError | null, sources: ScriptSources): GateError {
  return refusal !== null && failure.message.includes(refusal.message)
    ? refusal
    : toScriptError(failure, sources);
}

function took(milliseconds: number): string {
  return `it did not end within ${milliseconds / 1000} s`;
}

function initFailed(sources: ScriptSources, reason: string): GateError {
  const file = fileURLToPath(sources.entry);
  return new GateError('SCRIPT_INVALID', `running the init code of the script: ${file}: ${reason}`, {
    fault: 'user',
    hint: 'Init code should only read files and set options; it runs once per VU.',
  });
}
