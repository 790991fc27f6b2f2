import type { CellTally } from '../cell-tally.ts';
import type { Mode } from '../figures.ts';
import type { RivalName } from '../rival-methods.ts';
import { percentText, tableText } from './number-text.ts';

/** What one method does with unchanged code and with two real regressions. */
export interface MethodShares {
  /** Lines are broken at `\n`. */
  readonly name: string;
  readonly at0: number;
  readonly at10: number;
  readonly at30: number;
  readonly at50: number;
}

/** The place that stands for a shared CI runner. */
export const GLANCE = { noise: 0.1, history: 10, requests: 3000 } as const;
export const GLANCE_CHANGES = [0, 0.1, 0.3, 0.5] as const;

const RIVALS: readonly (readonly [RivalName, string])[] = [
  ['naive', '1.2 ×\nlast run'],
  ['median', '1.2 ×\nmedian of 10'],
  ['t-test', 'Bencher\nt-test'],
  ['mann-whitney', 'Kayenta\nMann-Whitney'],
  ['otava-3', 'Otava\n3 runs'],
];
const MODES: readonly (readonly [Mode, string])[] = [
  ['same-job', 'perf-gate\nsame job'],
  ['fresh-runner', 'perf-gate\nfresh runners'],
  ['paired', 'perf-gate\npaired'],
];

export const GLANCE_MODES = MODES.map(([mode]) => mode);

/** Rivals first; theirs are the trials of the same job. */
export function methodShares(cellOf: (mode: Mode, change: number) => CellTally): MethodShares[] {
  const shares = (name: string, of: (change: number) => number): MethodShares => ({
    name,
    at0: of(0),
    at10: of(0.1),
    at30: of(0.3),
    at50: of(0.5),
  });
  return [
    ...RIVALS.map(([rival, name]) => shares(name, (change) => cellOf('same-job', change).rivals[rival] ?? 0)),
    ...MODES.map(([mode, name]) => shares(name, (change) => cellOf(mode, change).gate.regressed)),
  ];
}

export function glanceTable(methods: readonly MethodShares[]): string {
  const rows = methods.map(({ name, at0, at10, at30, at50 }) => [
    name.replace('\n', ' '),
    ...[at0, at10, at30, at50].map(percentText),
  ]);
  return tableText(
    ['method', 'fails unchanged code', 'fails +10 %', 'catches +30 %', 'catches +50 %'],
    rows,
    1,
  );
}
