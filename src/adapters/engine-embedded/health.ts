import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { GeneratorHealth } from '../../model/run.ts';

const UNKNOWN: GeneratorHealth = { cpuShare: null, loopUtilisation: null };

/** Measures this process from now on; the returned function says how busy it has been since. */
export type HealthMeter = () => () => GeneratorHealth;

/** Share of the machine's cores that this process used, and share of time that its main loop was busy. */
export const measureHealth: HealthMeter = () => {
  const loop = performance.eventLoopUtilization();
  const cpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    const elapsedMs = performance.now() - start;
    if (elapsedMs <= 0) return UNKNOWN;
    const used = process.cpuUsage(cpu);
    const cpuMs = (used.user + used.system) / 1_000;
    return {
      cpuShare: Math.min(1, cpuMs / elapsedMs / availableParallelism()),
      loopUtilisation: performance.eventLoopUtilization(loop).utilization,
    };
  };
};

export function unknownHealth(): GeneratorHealth {
  return UNKNOWN;
}
