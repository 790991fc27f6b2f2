import type { EngineSample } from '../vu/vu-backend.ts';
import { exceptionText } from './exception-log.ts';
import { trafficSamples } from './load-services.ts';
import { type PhaseEnd, runPhase } from './script-phase.ts';
import {
  engineFailed,
  phaseThrew,
  phaseTimedOut,
  type ScriptPhase,
  scriptAborted,
  type TestEnd,
} from './test-end.ts';
import type { TestState } from './test-state.ts';

export type SetupResult =
  | { readonly kind: 'succeeded'; readonly data: string | null }
  | { readonly kind: 'failed'; readonly end: TestEnd };

const NOTHING: SetupResult = { kind: 'succeeded', data: null };

/** `setup()`, where the script has one; aborting the test ends it. */
export async function runSetup(test: TestState): Promise<SetupResult> {
  if (test.options.noSetup || !test.exportedFunctions.includes('setup')) return NOTHING;
  const { stopped } = test.ending;
  const end = await runHook(test, 'setup', null, test.options.setupTimeoutMs, [stopped, test.kill]);
  if (end.kind === 'ended' && end.result.end.kind === 'returned') {
    return { kind: 'succeeded', data: end.result.end.value };
  }
  return {
    kind: 'failed',
    end: hookFailure('setup', end, test.options.setupTimeoutMs) ?? test.ending.result,
  };
}

/** `teardown(data)`, where the script has one; runs also when the load was stopped. */
export async function runTeardown(test: TestState, data: string | null): Promise<void> {
  if (test.options.noTeardown || !test.exportedFunctions.includes('teardown') || test.kill.aborted) return;
  const end = await runHook(test, 'teardown', data, test.options.teardownTimeoutMs, [test.kill]);
  const failure = hookFailure('teardown', end, test.options.teardownTimeoutMs);
  if (failure !== null) test.ending.note(failure);
}

async function runHook(
  test: TestState,
  exec: ScriptPhase,
  data: string | null,
  limitMs: number,
  signals: readonly AbortSignal[],
): Promise<PhaseEnd> {
  const group = `::${exec}`;
  const call = { exec, data, tags: test.options.tags, group, limitMs };
  const end = await runPhase(call, test.backend, test.clock, ...signals);
  if (end.kind === 'ended') test.metrics.add(hookSamples(end.result, group, test.clock.now()));
  return end;
}

type EndedResult = Extract<PhaseEnd, { kind: 'ended' }>['result'];

function hookSamples({ traffic, tags }: EndedResult, group: string, timeMs: number): readonly EngineSample[] {
  return trafficSamples(traffic, { ...tags, group }, timeMs);
}

/** `null` when nothing is wrong, or nothing more than that the test was stopped. */
function hookFailure(phase: ScriptPhase, end: PhaseEnd, limitMs: number): TestEnd | null {
  switch (end.kind) {
    case 'timed-out':
      return phaseTimedOut(phase, limitMs);
    case 'failed':
      return engineFailed(end.error);
    case 'aborted':
      return null;
    case 'ended':
      return callFailure(phase, end.result);
  }
}

function callFailure(phase: ScriptPhase, { end }: EndedResult): TestEnd | null {
  switch (end.kind) {
    case 'threw':
      return phaseThrew(phase, exceptionText(end));
    case 'died':
      return phaseThrew(phase, end.message);
    case 'aborted':
      return scriptAborted(end.message);
    default:
      return null;
  }
}
