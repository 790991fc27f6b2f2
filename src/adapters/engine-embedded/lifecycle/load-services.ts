import { TrendSink } from '../metrics/trend-sink.ts';
import type { WorkShare } from '../options/work-share.ts';
import type { PoolVu } from '../scheduler/pool-vu.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import type { VuPool } from '../scheduler/vu-pool.ts';
import type { CallResult, EngineSample, Tags, VuCall } from '../vu/vu-backend.ts';
import { exceptionText } from './exception-log.ts';
import { engineFailed, scriptAborted } from './test-end.ts';
import type { TestEnding } from './test-ending.ts';
import type { TestState } from './test-state.ts';

/** What the scenarios of a test share: VUs, samples, counts, and the end of the test. */
export class LoadServices {
  readonly #test: TestState;
  /** JSON of what setup returned; `null` for nothing. */
  readonly setupData: string | null;
  /** Milliseconds between due and actual starts of open-loop iterations. */
  readonly startLag = new TrendSink();
  /** Milliseconds that iterations waited for the threads of their VUs. */
  readonly threadLag = new TrendSink();

  constructor(test: TestState, setupData: string | null) {
    this.#test = test;
    this.setupData = setupData;
  }

  get clock(): TestClock {
    return this.#test.clock;
  }

  get pool(): VuPool {
    return this.#test.pool;
  }

  get ending(): TestEnding {
    return this.#test.ending;
  }

  get tags(): Tags {
    return this.#test.options.tags;
  }

  get share(): WorkShare {
    return this.#test.options.share;
  }

  get minIterationDurationMs(): number {
    return this.#test.options.minIterationDurationMs;
  }

  /** Ends the test: something that is not the script's doing went wrong. */
  failed(error: unknown): void {
    this.ending.stop(engineFailed(error));
  }

  dropped(count: number, tags: Tags): void {
    this.#test.counts.dropped += count;
    this.#test.metrics.add([{ metric: 'dropped_iterations', timeMs: this.clock.now(), value: count, tags }]);
  }

  /** Counts an iteration. Only one that came to its own end leaves samples, as in k6. */
  iterationEnded(result: CallResult | null, call: VuCall, vu: PoolVu): void {
    const { counts, metrics, exceptions } = this.#test;
    const kind = result?.end.kind ?? 'interrupted';
    if (result?.waitedMs !== undefined) this.threadLag.add(result.waitedMs);
    if (result === null || (kind !== 'returned' && kind !== 'threw')) counts.interrupted += 1;
    else {
      counts.completed += 1;
      metrics.add(iterationSamples(result, call, this.clock.now()));
    }
    if (result?.end.kind === 'aborted') this.ending.stop(scriptAborted(result.end.message));
    const exception = exceptionOf(result);
    if (exception === null) return;
    const where = `scenario ${call.scenario?.name}, VU ${vu.vu.id}, iteration ${call.iteration}`;
    exceptions.add(`${exception} (${where})`);
  }
}

function exceptionOf(result: CallResult | null): string | null {
  if (result?.end.kind === 'threw') return exceptionText(result.end);
  return result?.end.kind === 'died' ? `the VU died: ${result.end.message}` : null;
}

function iterationSamples(result: CallResult, call: VuCall, timeMs: number): readonly EngineSample[] {
  const { traffic, durationMs } = result;
  const tags = result.tags.group === call.group ? result.tags : { ...result.tags, group: call.group };
  return [
    ...trafficSamples(traffic, tags, timeMs),
    { metric: 'iteration_duration', timeMs, value: durationMs, tags },
    { metric: 'iterations', timeMs, value: 1, tags },
  ];
}

export function trafficSamples(
  { dataSent, dataReceived }: CallResult['traffic'],
  tags: Tags,
  timeMs: number,
): readonly EngineSample[] {
  return [
    { metric: 'data_sent', timeMs, value: dataSent, tags },
    { metric: 'data_received', timeMs, value: dataReceived, tags },
  ];
}
