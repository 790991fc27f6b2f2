import { fileURLToPath } from 'node:url';
import { GateError, isGateError } from '../../../../model/gate-error.ts';
import { type InitFailure, toScriptError } from '../../loader/init-failure.ts';
import type { ScriptSources } from '../../loader/script-sources.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import { answerAsk, type DeskParts } from './ask-desk.ts';
import type { GuestLine, OpenLine } from './guest-line.ts';
import type { FromGuest, GuestStart } from './messages.ts';

/** A VU whose init code has run. */
export interface RunningGuest {
  readonly line: GuestLine;
  /** JSON of `options` and `exportedFunctions`. */
  readonly describe: string;
  readonly metrics: readonly MetricDeclaration[];
  /** Resolves, with the reason, when the VU is no more. */
  readonly gone: Promise<string>;
}

export interface LineSettings {
  readonly open: OpenLine;
  readonly initTimeoutMs: number;
  /** Nobody waits for the VU any more: one that still starts is ended, whatever its init code does. */
  readonly givenUp?: AbortSignal;
}

/**
 * Starts a VU, waits for the script's init code and answers what it asks from then on.
 * @throws GateError SCRIPT_UNSUPPORTED or SCRIPT_INVALID
 */
export function startLine(
  settings: LineSettings,
  start: Omit<GuestStart, 'signal'>,
  desk: DeskParts,
  onMessage: (message: FromGuest) => void,
): Promise<RunningGuest> {
  return new Promise((resolve, reject) => {
    let refusal: GateError | null = null;
    const giveUp = () => fail(initFailed(desk.sources, 'nobody waits for it any more'));
    const settled = () => {
      clearTimeout(timer);
      settings.givenUp?.removeEventListener('abort', giveUp);
    };
    const fail = (error: GateError) => {
      settled();
      void line.terminate();
      reject(error);
    };
    const take = (message: FromGuest): void => {
      switch (message.type) {
        case 'ask':
          void answer(line, desk, message).then((error) => {
            refusal ??= error;
          });
          break;
        case 'ready':
          settled();
          resolve({ line, describe: message.describe, metrics: message.metrics, gone });
          break;
        case 'failed':
          void causeOf(message.failure, refusal, desk.sources).then(fail);
          break;
        default:
          onMessage(message);
      }
    };
    let reportGone: (reason: string) => void = () => undefined;
    const gone = new Promise<string>((resolveGone) => {
      reportGone = resolveGone;
    });
    const line = settings.open(start, take, reportGone);
    const timer = setTimeout(
      () => fail(initFailed(desk.sources, took(settings.initTimeoutMs))),
      settings.initTimeoutMs,
    );
    settings.givenUp?.addEventListener('abort', giveUp);
    void gone.then((reason) => fail(initFailed(desk.sources, reason)));
  });
}

/** @returns the error that a refused module gave, if any: it says more than what the script makes of it. */
async function answer(
  line: GuestLine,
  desk: DeskParts,
  { id, op, json, bodies }: Extract<FromGuest, { type: 'ask' }>,
): Promise<GateError | null> {
  try {
    const answered = await answerAsk(desk, op, json, bodies);
    const transfer = answered.bodies.filter((body) => body instanceof ArrayBuffer);
    line.post({ type: 'answer', id, ok: true, ...answered }, transfer);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    line.post({ type: 'answer', id, ok: false, message });
    return op === 'module' && isGateError(error) ? error : null;
  }
}

async function causeOf(
  failure: InitFailure,
  refusal: GateError | null,
  sources: ScriptSources,
): Promise<GateError> {
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
