import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../src/analysis/soak/drift.ts';

const FDS = { name: 'process_open_fds', kind: 'file-descriptors' } as const;

function pointsOf(valueAt: (minute: number) => number) {
  return Array.from({ length: 60 }, (_, minute) => ({ second: 60 * minute, value: valueAt(minute) }));
}

describe('the line through a quantity', () => {
  it('that is nothing all the time has figures, and does not rise', () => {
    const drift = driftOf(
      pointsOf(() => 0),
      'linear',
      0.1,
      FDS,
    );
    expect(drift).toMatchObject({ from: 0, to: 0, change: 0, changeAtLeast: 0, rises: false });
  });

  it('that begins at nothing has no ratio, and finite figures', () => {
    const drift = driftOf(
      pointsOf((minute) => minute),
      'linear',
      0.1,
      FDS,
    );
    for (const figure of [drift?.change, drift?.changeAtLeast, drift?.to])
      expect(Number.isFinite(figure)).toBe(true);
  });

  it('that doubles has doubled', () => {
    const drift = driftOf(
      pointsOf((minute) => 100 + (minute * 100) / 59),
      'linear',
      0.1,
      FDS,
    );
    expect(drift?.change).toBeCloseTo(1, 6);
    expect(drift?.rises).toBe(true);
  });
});
