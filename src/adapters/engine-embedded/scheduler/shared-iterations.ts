import { iterationShare, type SharedIterations } from '../options/scenario.ts';
import { ownCount } from '../options/work-share.ts';
import { type Execute, iterateWhile, onVus } from './scenario-context.ts';

/** The VUs share a number of iterations, each taking the next; what is left at the end of the time is dropped. */
export const runSharedIterations: Execute<SharedIterations> = async (scenario, context) => {
  const isTime = () => context.clock.monotonic() - context.startMs < scenario.maxDurationMs;
  let left = ownCount(iterationShare(scenario, context.share), scenario.iterations);
  await onVus(ownCount(context.share, scenario.vus), () =>
    iterateWhile(context, () => left > 0 && isTime() && left-- > 0),
  );
  context.drop(left);
};
