import { readFileSync } from 'node:fs';
import os from 'node:os';

/** Linux counts process times in hundredths of a second for every program. */
const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 500;

export interface CpuSample {
  readonly atMs: number;
  readonly ticks: number;
}

/** Ticks of user and system time in the text of `/proc/<pid>/stat`; `null` when it is not such a text. */
export function cpuTicksOf(stat: string): number | null {
  // The second field is the program's name in brackets, which may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? ticks : null;
}

/** Share of the cores (0 to 1) used between two samples; `null` when they are of the same time. */
export function cpuShareBetween(first: CpuSample, last: CpuSample, cores: number): number | null {
  const seconds = (last.atMs - first.atMs) / 1000;
  if (seconds <= 0) return null;
  return Math.min(1, (last.ticks - first.ticks) / TICKS_PER_SECOND / seconds / cores);
}

/** Watches the processor time of a process; `stop` answers `null` where `/proc` does not exist or life was too short. */
export function startCpuMeter(pid: number | null): { stop(): number | null } {
  const first = sample(pid);
  let last = first;
  const timer = setInterval(() => {
    last = sample(pid) ?? last;
  }, SAMPLE_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      if (first === null || last === null) return null;
      return cpuShareBetween(first, last, Math.max(1, os.availableParallelism()));
    },
  };
}

function sample(pid: number | null): CpuSample | null {
  if (pid === null) return null;
  try {
    const ticks = cpuTicksOf(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return ticks === null ? null : { atMs: performance.now(), ticks };
  } catch {
    return null;
  }
}
