import { BUILT_IN_METRICS } from '../metrics/built-in-metrics.ts';
import type { MetricDeclaration, MetricType } from '../vu/vu-backend.ts';
import { callOf, type GuestState, needInit, sampleTags, stringTags, TestAborted } from './guest-state.ts';
import { matches, slice, toUpperCase } from './own-methods.ts';

/** The module `k6/metrics`. */
export function makeMetricsModule(state: GuestState): Record<string, unknown> {
  const declared = new Map<string, string>();
  return {
    Counter: metricClass(state, declared, 'counter'),
    Gauge: metricClass(state, declared, 'gauge'),
    Rate: metricClass(state, declared, 'rate'),
    Trend: metricClass(state, declared, 'trend'),
  };
}

function metricClass(state: GuestState, declared: Map<string, string>, type: MetricType) {
  const title = `${toUpperCase(slice(type, 0, 1))}${slice(type, 1)}`;
  const Metric = class {
    readonly name: string;

    constructor(name: unknown, isTime?: unknown) {
      needInit(state, `new ${title}("${String(name)}")`);
      this.name = metricName(name, title);
      const contains = isTime === true ? 'time' : 'default';
      declare(declared, { name: this.name, type, contains });
      state.host.declareMetric(this.name, type, contains);
    }

    /** @returns whether the value was taken; values that are no numbers are logged and dropped. */
    add(value: unknown, tags?: unknown): boolean {
      callOf(state, `add() of metric "${this.name}"`);
      if (state.aborted !== null) throw new TestAborted(state.aborted);
      const number = metricValue(type, value);
      if (Number.isNaN(number)) {
        state.host.log('warn', `metric "${this.name}": ${String(value)} is no number; the value is dropped`);
        return false;
      }
      const own = stringTags(tags, `the tags of metric "${this.name}"`);
      state.host.emit(this.name, state.host.now(), number, sampleTags(state, own), state.metadata);
      return true;
    }
  };
  Object.defineProperty(Metric, 'name', { value: title });
  return Metric;
}

/** @throws Error when the metric is there already, in the script or as one of k6's own, and is another kind. */
function declare(declared: Map<string, string>, metric: MetricDeclaration): void {
  if (declared.size === 0) for (const own of BUILT_IN_METRICS) declared.set(own.name, kindOf(own));
  const [known, kind] = [declared.get(metric.name), kindOf(metric)];
  if (known !== undefined && known !== kind)
    throw new Error(`metric "${metric.name}" is already declared as a ${known}, not a ${kind}`);
  declared.set(metric.name, kind);
}

function kindOf({ type, contains }: MetricDeclaration): string {
  return contains === 'default' ? type : `${type} of ${contains === 'time' ? 'times' : 'bytes'}`;
}

function metricName(name: unknown, title: string): string {
  const text = typeof name === 'string' ? name : '';
  if (!matches(/^[a-zA-Z_][a-zA-Z0-9_]{1,128}$/, text)) {
    throw new Error(
      `new ${title}: "${String(name)}" is no metric name; want 2 to 129 letters, digits or _, not beginning with a digit`,
    );
  }
  return text;
}

function metricValue(type: MetricType, value: unknown): number {
  if (type === 'rate')
    return Number(value) === 0 || value === false ? 0 : Number.isNaN(Number(value)) ? Number.NaN : 1;
  if (value === null || value === undefined || value === '') return Number.NaN;
  return Number(value);
}
