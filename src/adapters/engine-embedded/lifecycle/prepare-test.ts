import { systemTagFilter } from '../metrics/system-tag-filter.ts';
import { TestMetrics } from '../metrics/test-metrics.ts';
import { bindThresholds } from '../metrics/thresholds.ts';
import { type OptionSources, readTestOptions } from '../options/test-options.ts';
import { VuPool } from '../scheduler/vu-pool.ts';
import type { ScriptDescription, VuHost } from '../vu/vu-backend.ts';
import { ExceptionLog } from './exception-log.ts';
import { markedFailed, optionsRefused } from './test-end.ts';
import type { TestEnding } from './test-ending.ts';
import type { TestDeps } from './test-request.ts';
import { executionSnapshot, type TestState } from './test-state.ts';

/** A test with its options, metrics and thresholds, the backend started; `null`, and the test ended, when they are refused. */
export function prepareTest(
  script: ScriptDescription,
  sources: OptionSources,
  deps: TestDeps,
  ending: TestEnding,
): TestState | null {
  try {
    const options = readTestOptions(script, sources);
    const metrics = new TestMetrics(script.metrics);
    const thresholds = bindThresholds(options.thresholds, metrics.registry);
    metrics.filter = systemTagFilter(options.systemTags);
    metrics.outputs = deps.outputs(metrics.registry, options);
    const test = makeState({ options, metrics, thresholds, script, ending }, deps);
    deps.backend.start(options.http, options.consolidated, hostOf(test, deps));
    return test;
  } catch (error) {
    ending.stop(optionsRefused(error));
    return null;
  }
}

type Prepared = Pick<TestState, 'options' | 'metrics' | 'thresholds' | 'ending'> & {
  readonly script: ScriptDescription;
};

function makeState({ script, ...prepared }: Prepared, deps: TestDeps): TestState {
  return {
    ...prepared,
    backend: deps.backend,
    clock: deps.clock,
    pool: new VuPool(deps.backend, deps.clock, prepared.ending.stopped),
    kill: deps.kill,
    exportedFunctions: script.exportedFunctions,
    counts: { completed: 0, interrupted: 0, dropped: 0 },
    exceptions: new ExceptionLog((line) => deps.log('error', line)),
    meter: deps.meter,
    onProgress: deps.onProgress,
    scenarios: new Map(),
    startMs: deps.clock.monotonic(),
    loadStartMs: null,
    phase: 'starting',
  };
}

function hostOf(test: TestState, deps: TestDeps): VuHost {
  return {
    emit: test.metrics.add,
    log: deps.log,
    markFailed: (message) => test.ending.note(markedFailed(message)),
    execution: (scenario) => executionSnapshot(test, scenario),
  };
}
