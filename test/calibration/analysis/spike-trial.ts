import { findRecovery } from '../../../src/analysis/spike/find-recovery.ts';
import type { Rng } from '../../../src/lib/rng.ts';
import type { SpikeFinding } from '../../../src/model/spike-finding.ts';
import { type Arrival, type Served, type Service, serve } from './queue.ts';
import { timelineOf } from './timeline-of.ts';

export interface SpikeCell {
  readonly name: string;
  readonly service: Service;
  /** Requests that wait longer fail, and are no longer worked on. */
  readonly timeOutMs?: number;
  /** After the spike the service is slower by this factor, which fades over so many seconds. */
  readonly coldCache?: { readonly factor: number; readonly seconds: number };
  /** Multiplies every service time: the machine's day, or a version that is slower throughout. */
  readonly slowness?: number;
  /** For good. */
  readonly staysSlower?: number;
}

export interface SpikeTrial {
  readonly finding: SpikeFinding;
  /** Seconds after the spike at which the cause of slowness was gone; infinite when it never was. */
  readonly truth: number;
}

const BEFORE = 60;
const SPIKE = 20;
const AFTER = 120;
/** Of the capacity. */
const USUAL = 0.4;
const PEAK = 2;
/** From second to second: neighbours on the machine. */
const NOISE = 0.03;

/** One spike test: 60 s at 40 % of the capacity, 20 s at twice the capacity, 120 s at 40 % again. */
export function spikeTrial(cell: SpikeCell, rng: Rng): SpikeTrial {
  const served = [...serve(cell.service, spikeArrivals(cell, rng), rng)];
  const finding = findRecovery(timelineOf(served, cell.timeOutMs));
  return { finding, truth: truthOf(cell, served) };
}

function* spikeArrivals(cell: SpikeCell, rng: Rng): Generator<Arrival> {
  const capacity = cell.service.servers / cell.service.meanMs;
  const ends = (BEFORE + SPIKE + AFTER) * 1000;
  let second = -1;
  let noise = 1;
  for (let atMs = 0; ; ) {
    const spiking = atMs >= BEFORE * 1000 && atMs < (BEFORE + SPIKE) * 1000;
    atMs -= Math.log(1 - rng.uniform()) / (capacity * (spiking ? PEAK : USUAL));
    if (atMs >= ends) return;
    if (Math.floor(atMs / 1000) !== second) {
      second = Math.floor(atMs / 1000);
      noise = Math.exp(NOISE * rng.normal());
    }
    const usual = noise * (cell.slowness ?? 1);
    yield { atMs, slowness: usual * slownessAfter(cell, second - BEFORE - SPIKE) };
  }
}

function slownessAfter({ coldCache, staysSlower }: SpikeCell, seconds: number): number {
  if (seconds < 0) return 1;
  if (staysSlower !== undefined) return staysSlower;
  if (coldCache === undefined) return 1;
  return 1 + (coldCache.factor - 1) * Math.max(0, 1 - seconds / coldCache.seconds);
}

/** When the queue of the spike was gone and the cache as warm as noise can show (5 %). */
function truthOf({ coldCache, staysSlower, service }: SpikeCell, served: readonly Served[]): number {
  if (staysSlower !== undefined) return Number.POSITIVE_INFINITY;
  const spikeEnd = (BEFORE + SPIKE) * 1000;
  const waited = served.filter(({ beganMs }) => beganMs >= spikeEnd);
  const drained = waited.findIndex(({ beganMs, endedMs }) => endedMs - beganMs < service.meanMs * 2);
  const queueGone = ((waited[drained]?.beganMs ?? spikeEnd) - spikeEnd) / 1000;
  const warm =
    coldCache === undefined
      ? 0
      : coldCache.seconds * Math.max(0, 1 - 0.2 / Math.max(0.2, coldCache.factor - 1));
  return Math.max(queueGone, warm);
}
