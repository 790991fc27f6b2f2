import { mean } from '../../../src/stats/centre.ts';
import { changePoints } from './change-points.ts';

/**
 * Otava as a gate: fails when the series of the history and the candidate's runs changes at the first of those runs or
 * later, upwards.
 * @param history values of earlier runs, oldest first
 */
export function changePointRule(history: readonly number[], candidates: readonly number[]): boolean {
  const series = [...history, ...candidates];
  const points = [0, ...changePoints(series), series.length];
  return points.slice(1, -1).some((at, index) => {
    const before = series.slice(points[index], at);
    const after = series.slice(at, points[index + 2]);
    return at >= history.length && mean(after) > mean(before);
  });
}
