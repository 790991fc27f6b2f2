import type { EngineSample, MetricDeclaration } from '../vu/vu-backend.ts';
import { GroupTree } from './group-tree.ts';
import { MetricRegistry } from './metric-registry.ts';

/** Takes samples somewhere: a file, a stream. */
export type SampleOutput = (sample: EngineSample) => void;

/** Where every sample of a test goes: into the sinks, the group tree and the outputs. */
export class TestMetrics {
  readonly registry: MetricRegistry;
  readonly groups = new GroupTree();
  /** Changes samples on their way to sinks and outputs; set when the options are known. */
  filter: (sample: EngineSample) => EngineSample = (sample) => sample;
  outputs: readonly SampleOutput[] = [];

  constructor(declared: readonly MetricDeclaration[]) {
    this.registry = new MetricRegistry(declared);
  }

  readonly add = (samples: readonly EngineSample[]): void => {
    for (const sample of samples) this.#addOne(sample);
  };

  #addOne(raw: EngineSample): void {
    this.groups.add(raw);
    const sample = this.filter(raw);
    if (!this.registry.add(sample)) return;
    for (const output of this.outputs) output(sample);
  }

  /** Requests so far, and how many of them were not an expected response. */
  requests(): { readonly requests: number; readonly failedRequests: number } {
    const total = this.registry.get('http_reqs')?.sink;
    const failed = this.registry.get('http_req_failed')?.sink;
    return {
      requests: total?.kind === 'counter' ? total.count : 0,
      failedRequests: failed?.kind === 'rate' ? failed.passes : 0,
    };
  }
}
