import type { MetricSample } from '../../../model/metric-sample.ts';
import type { Notice } from '../../../model/run.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { K6RemoteWriteSettings } from '../k6-remote-write-settings.ts';
import { type PushResult, pushSamples } from '../remote-write-client.ts';
import { type LiveKind, LiveSeries } from './live-series.ts';
import { Pusher } from './pusher.ts';

/** k6's output `experimental-prometheus-rw`: sends what a test has come to, again and again while it runs. */
export class K6RemoteWrite {
  readonly #series: LiveSeries;
  readonly #pusher: Pusher;
  readonly #settings: K6RemoteWriteSettings;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;

  constructor(settings: K6RemoteWriteSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
    this.#series = new LiveSeries(settings.labels, settings.trendFigures);
    this.#pusher = new Pusher(() => this.#push(this.#series.take(clock.now())));
    this.#timer = setInterval(() => this.#pusher.start(), settings.pushIntervalMs);
    // A test that could not start does not keep the process.
    this.#timer.unref();
  }

  declare(name: string, kind: LiveKind, contains: string): void {
    this.#series.declare(name, { kind, isTime: contains === 'time' });
  }

  add(name: string, value: number, tags: Readonly<Record<string, string>>): void {
    this.#series.add(name, value, tags);
  }

  /** Sends every series a last time, and ends them where that is asked for. Never rejects. @returns what went wrong */
  async close(): Promise<readonly Notice[]> {
    clearInterval(this.#timer);
    const last = this.#series.all(this.#clock.now());
    await this.#pusher.finish(() => this.#push(last));
    if (this.#settings.staleMarkers && this.#pusher.lastFailure === null)
      await this.#pusher.finish(() => this.#push(ended(last)));
    return this.#notices();
  }

  async #push(samples: readonly MetricSample[]): Promise<PushResult> {
    if (samples.length === 0) return { kind: 'pushed', samples: 0 };
    return pushSamples(samples, this.#settings.target);
  }

  #notices(): readonly Notice[] {
    const notices: Notice[] = [];
    const { lastFailure } = this.#pusher;
    const { host } = new URL(this.#settings.target.url);
    if (lastFailure !== null)
      notices.push({
        code: 'remote-write-failed',
        text: `the metrics of the test did not reach Prometheus at ${host}: ${lastFailure}`,
      });
    if (this.#series.left > 0)
      notices.push({
        code: 'remote-write-left-out',
        text: `${this.#series.left} samples had tags of too many kinds and were not sent to Prometheus`,
      });
    return notices;
  }
}

/** The same series a moment later, without a value. */
function ended(samples: readonly MetricSample[]): readonly MetricSample[] {
  return samples.map((sample) => ({ ...sample, value: Number.NaN, atMs: sample.atMs + 1 }));
}
