import { benchAction } from './action-bench.ts';
import { benchAutoscaling } from './autoscaling-bench.ts';
import { benchDecide } from './decide-bench.ts';
import { benchIngest } from './ingest-bench.ts';
import { benchManifests } from './manifests-bench.ts';
import { benchOverhead } from './overhead-bench.ts';
import { benchTimeline } from './timeline-bench.ts';

/** `npm run bench`: prints figures, asserts nothing. */
await benchIngest();
await benchOverhead();
await benchTimeline(1);
benchDecide();
await benchAction();
await benchAutoscaling();
await benchManifests();
