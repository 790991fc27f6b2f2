import { describe, expect, it } from 'vitest';
import { readEvidence, readRecordings } from './analysis-files.ts';
import type { PartRecording, ShopSample, SpikeRun, StressMeasured } from './analysis-recording.ts';
import { evidenceRows, evidenceText } from './analysis-table.ts';
import { spikeTruth } from './spike-truth.ts';
import { stressTruth } from './stress-truth.ts';

const CALM = { heldUpMs: 12, thrownAway: 0 };
const FIXED = [
  { rate: 200, p95Ms: 120, ...CALM },
  { rate: 220, p95Ms: 900, ...CALM },
  { rate: 210, p95Ms: null, ...CALM },
];

function aSpike(samples: readonly ShopSample[], recoverySeconds: number | null = 3): SpikeRun {
  const told = { seconds: 180, sentence: '', coldCache: false };
  return { ...told, endSecond: 80, band: 1.2, recoverySeconds, samples };
}

function recorded<T>(measured: T): PartRecording<T> {
  const machine = { runner: 'local', os: '', kernel: '', cpuModel: 'a processor', cores: 2, memoryMb: 1 };
  return {
    recordedAt: '2026-11-25T00:00:00Z',
    conditions: 'idle',
    machine,
    node: '20',
    seconds: 60,
    measured,
  };
}

describe('the truth of a ramp', () => {
  it('lies between the highest rate that held and the lowest that did not', () => {
    const { rate, within } = stressTruth({ objectiveMs: 300, fixedSeconds: 60, fixed: FIXED, ramps: [] });
    expect(rate).toBeCloseTo(Math.sqrt(200 * 210), 9);
    expect(within).toBe(5);
  });

  it('is none where all rates held, none did, or a higher one held again', () => {
    const truth = (fixed: StressMeasured['fixed']) => () =>
      stressTruth({ objectiveMs: 300, fixedSeconds: 60, fixed, ramps: [] });
    expect(truth(FIXED.slice(0, 1))).toThrow('do not enclose a crossing');
    expect(truth(FIXED.slice(1))).toThrow('do not enclose a crossing');
    expect(truth([...FIXED, { rate: 230, p95Ms: 100, ...CALM }])).toThrow('do not enclose a crossing');
  });
});

describe('the truth of a spike', () => {
  const truth = (run: SpikeRun) => spikeTruth({ atOnce: 4, runs: [] }, run);

  it('is when more last waited than are worked on at once', () => {
    const samples = [
      [70, 90, 1],
      [82.5, 7, 1],
      [83, 4, 1],
      [120, 2, 1],
    ] as const;
    expect(truth(aSpike(samples))).toBe(2.5);
    expect(
      truth(
        aSpike([
          [70, 90, 1],
          [81, 0, 1],
        ]),
      ),
    ).toBe(0);
  });

  it('waits for a cold cache, until its work is within the band', () => {
    expect(
      truth(
        aSpike([
          [82, 9, 2],
          [110, 0, 1.21],
          [111, 0, 1.2],
        ]),
      ),
    ).toBe(30);
  });
});

it('goals that are missed are told: a crossing too far off, a recovery too late or never, a leak not found', () => {
  const told = { seconds: 1, sentence: '', low: 1, high: null, ...CALM };
  const ramps = [
    { ...told, rate: 210 },
    { ...told, rate: 240 },
    { ...told, rate: null },
  ];
  const runs = [aSpike([[82, 9, 1]], 9), aSpike([[82, 9, 1]], 11), aSpike([], null)];
  const soaks = [
    { leakBytes: 0, outcome: 'steady' },
    { leakBytes: 9, outcome: 'steady' },
  ].map((run) => ({ ...run, seconds: 1, sentence: '', memory: [] }));
  const rows = evidenceRows({
    stress: recorded({ objectiveMs: 300, fixedSeconds: 60, fixed: FIXED, ramps }),
    spike: recorded({ atOnce: 4, runs }),
    soak: recorded({ minutes: 30, rate: 50, runs: soaks }),
  });
  expect(rows.map(({ met }) => met)).toEqual([true, false, false, true, false, false, true, false]);
});

it('the table of the page is that of the recordings, and every goal is met', () => {
  const recordings = readRecordings();
  expect(readEvidence()).toBe(evidenceText(recordings));
  expect(evidenceRows(recordings).filter(({ met }) => !met)).toEqual([]);
});
