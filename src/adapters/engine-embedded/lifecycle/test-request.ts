import type { LoadProgress } from '../../../model/load-plan.ts';
import type { HealthMeter } from '../health.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import type { SampleOutput } from '../metrics/test-metrics.ts';
import type { OptionSources, TestOptions } from '../options/test-options.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import type { VuBackend, VuHost } from '../vu/vu-backend.ts';

/** A test that somebody asks for. */
export interface TestRequest {
  /** Absolute path. */
  readonly script: string;
  /** `__ENV` of the script. */
  readonly env: Readonly<Record<string, string>>;
  readonly sources: OptionSources;
  /** Whether the script's handleSummary is called, and what it is told of the terminal; `null`: not called. */
  readonly summary: { readonly terminal: { readonly stdout: boolean; readonly stderr: boolean } } | null;
  /** The test is stopped when it takes longer; `null`: never. */
  readonly timeoutMs: number | null;
}

/** What a test works with. */
export interface TestDeps {
  readonly backend: VuBackend;
  readonly clock: TestClock;
  readonly meter: HealthMeter;
  /** Ends the load; teardown and summary follow. Its reason names the signal. */
  readonly abort: AbortSignal;
  /** Ends everything at once. */
  readonly kill: AbortSignal;
  /** Where samples go beside the test's own figures; asked once the metrics are known. */
  readonly outputs: (metrics: MetricRegistry, options: TestOptions) => readonly SampleOutput[];
  readonly onProgress: (progress: LoadProgress) => void;
  readonly log: VuHost['log'];
}
