import type { ConstantVus } from '../options/scenario.ts';
import { type Execute, iterateWhile, onVus } from './scenario-context.ts';

/** A fixed number of VUs, each iterating until the time is up. */
export const runConstantVus: Execute<ConstantVus> = async ({ vus, durationMs }, context) => {
  const isTime = () => context.clock.monotonic() - context.startMs < durationMs;
  await onVus(vus, () => iterateWhile(context, isTime));
};
