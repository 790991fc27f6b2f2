import { findDrift } from '../../../src/analysis/soak/find-drift.ts';
import type { Rng } from '../../../src/lib/rng.ts';
import type { LoadTimeline, TimelineBin } from '../../../src/model/load-timeline.ts';
import type { ResourceFeed } from '../../../src/model/resource-series.ts';
import type { SoakFinding } from '../../../src/model/soak-finding.ts';
import { addValue, type LogHistogram } from '../../../src/stats/log-histogram.ts';

export interface SoakCell {
  readonly minutes: number;
  /** True rise of p95 over the test, as a ratio. */
  readonly drift: number;
  /** Standard deviation of ln p95 of ten seconds, and how much of it ten seconds later is the same. */
  readonly noise: number;
  readonly memory: number;
  /** True rise of the memory that is held. */
  readonly leak: number;
}

const LIMIT = 0.1;
const POINT_SECONDS = 10;
/** A slow wave, as of a day's load. */
const WAVE = 0.01;
const SCRAPE_SECONDS = 5;
/** Seconds between two garbage collections: 15 to 45. */
const SHORTEST_CYCLE = 15;

/** One soak test whose p95 and memory drift as the cell says. */
export function soakTrial(cell: SoakCell, rng: Rng): SoakFinding {
  return findDrift(latencies(cell, rng), memoryFeed(cell, rng), { limit: LIMIT });
}

/** Ten-second bins whose p95 follows the model; the shape inside a bin does not matter to the rule. */
function latencies({ minutes, drift, noise, memory }: SoakCell, rng: Rng): LoadTimeline {
  const count = (minutes * 60) / POINT_SECONDS;
  const phase = 2 * Math.PI * rng.uniform();
  let deviation = noise * rng.normal();
  const bins = Array.from({ length: count }, (_, index): TimelineBin => {
    deviation = memory * deviation + Math.sqrt(1 - memory ** 2) * noise * rng.normal();
    const share = index / count;
    const level =
      Math.log(100) + Math.log1p(drift) * share + deviation + WAVE * Math.sin(phase + 2 * Math.PI * share);
    return { latencies: around(Math.exp(level)), ...NO_COUNTS };
  });
  return { startMs: 0, binSeconds: POINT_SECONDS, bins, maxVus: 0, notices: [] };
}

const NO_COUNTS = { failed: 0, failures: new Map<string, number>(), ended: 100, iterations: 100, dropped: 0 };

/** A hundred latencies whose p95 is `p95`. */
function around(p95: number): LogHistogram {
  const histogram: LogHistogram = new Map();
  addValue(histogram, p95 / 2, 94);
  addValue(histogram, p95, 6);
  return histogram;
}

const MEGABYTE = 1e6;

/** A heap that fills in the first quarter, is held with noise, and rises by 60 % between two collections. */
function memoryFeed({ minutes, leak }: SoakCell, rng: Rng): ResourceFeed {
  const count = (minutes * 60) / SCRAPE_SECONDS;
  const cycle = SHORTEST_CYCLE * (1 + 2 * rng.uniform());
  const points = Array.from({ length: count }, (_, index) => {
    const share = index / count;
    const filled = 1 - 0.4 * Math.exp(-share / 0.06);
    const held = 100 * MEGABYTE * filled * (1 + leak * share) * (1 + 0.02 * rng.normal());
    return {
      timeMs: index * SCRAPE_SECONDS * 1000,
      value: held * (1 + 0.6 * (((index * SCRAPE_SECONDS) / cycle) % 1)),
    };
  });
  return {
    series: [{ name: 'nodejs_heap_used_bytes', kind: 'memory', points }],
    restartsMs: [],
    notices: [],
  };
}
