import type { PerVuIterations } from '../options/scenario.ts';
import { ownCount } from '../options/work-share.ts';
import { type Execute, iterateWhile, onVus } from './scenario-context.ts';

/** Each VU makes the same number of iterations; what is left at the end of the time is dropped. */
export const runPerVuIterations: Execute<PerVuIterations> = async (scenario, context) => {
  const isTime = () => context.clock.monotonic() - context.startMs < scenario.maxDurationMs;
  await onVus(ownCount(context.share, scenario.vus), async () => {
    let left = scenario.iterations;
    await iterateWhile(context, () => left > 0 && isTime() && left-- > 0);
    context.drop(left);
  });
};
