import type { ConstantVus } from '../options/scenario.ts';
import { ownCount } from '../options/work-share.ts';
import { type Execute, iterateWhile, onVus } from './scenario-context.ts';

/** A fixed number of VUs, each iterating until the time is up. */
export const runConstantVus: Execute<ConstantVus> = async ({ vus, durationMs }, context) => {
  const isTime = () => context.clock.monotonic() - context.startMs < durationMs;
  await onVus(ownCount(context.share, vus), () => iterateWhile(context, isTime));
};
