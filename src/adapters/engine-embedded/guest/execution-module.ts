import type { ExecutionSnapshot, ScenarioFacts } from '../vu/vu-backend.ts';
import { deepFreeze } from './deep-freeze.ts';
import { ask, callOf, type GuestState, TestAborted } from './guest-state.ts';
import { tagStore } from './tag-store.ts';

/** The module `k6/execution`. */
export function makeExecutionModule(state: GuestState): Record<string, unknown> {
  const parts = {
    vu: vuPart(state),
    scenario: scenarioPart(state),
    instance: instancePart(state),
    test: testPart(state),
  };
  return parts;
}

function vuPart(state: GuestState): object {
  const metrics = {
    get tags() {
      return tagStore(state, 'tags');
    },
    get metadata() {
      return tagStore(state, 'metadata');
    },
  };
  return {
    get idInInstance() {
      callOf(state, 'exec.vu');
      return state.start.vu;
    },
    get idInTest() {
      callOf(state, 'exec.vu');
      return state.start.vu;
    },
    get iterationInInstance() {
      return callOf(state, 'exec.vu').iteration;
    },
    get iterationInScenario() {
      return callOf(state, 'exec.vu').iterationInScenario;
    },
    get tags() {
      return tagStore(state, 'tags');
    },
    metrics,
  };
}

function scenarioPart(state: GuestState): object {
  const facts = (): ScenarioFacts => {
    const { scenario } = callOf(state, 'exec.scenario');
    if (scenario === null) throw new Error('exec.scenario is not available outside of a scenario');
    return scenario;
  };
  return {
    get name() {
      return facts().name;
    },
    get executor() {
      return facts().executor;
    },
    get startTime() {
      return facts().startTimeMs;
    },
    get progress() {
      return snapshot(state, facts().name).scenarioProgress;
    },
    get iterationInInstance() {
      facts();
      return callOf(state, 'exec.scenario').iterationInInstance;
    },
    get iterationInTest() {
      facts();
      return callOf(state, 'exec.scenario').iterationInTest;
    },
  };
}

function instancePart(state: GuestState): object {
  const now = () => {
    callOf(state, 'exec.instance');
    return snapshot(state, null);
  };
  return {
    get currentTestRunDuration() {
      return now().currentTestRunDurationMs;
    },
    get iterationsCompleted() {
      return now().iterationsCompleted;
    },
    get iterationsInterrupted() {
      return now().iterationsInterrupted;
    },
    get vusActive() {
      return now().vusActive;
    },
    get vusInitialized() {
      return now().vusInitialized;
    },
  };
}

function testPart(state: GuestState): object {
  let options: unknown;
  return {
    abort(message?: unknown) {
      callOf(state, 'exec.test.abort()');
      state.aborted = message === undefined ? 'test aborted' : String(message);
      throw new TestAborted(state.aborted);
    },
    fail(message?: unknown) {
      callOf(state, 'exec.test.fail()');
      state.host.markFailed(message === undefined ? '' : String(message));
    },
    get options() {
      if (state.start.options === null)
        throw new Error('exec.test.options is not available in the init context');
      options ??= deepFreeze(JSON.parse(state.start.options));
      return options;
    },
  };
}

function snapshot(state: GuestState, scenario: string | null): ExecutionSnapshot {
  return JSON.parse(ask(state, 'execution', scenario).json);
}
