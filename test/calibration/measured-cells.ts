import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import type { CellTally, Place } from './cell-tally.ts';
import type { Figure } from './figures.ts';

export type PlacedCell = Place & Pick<Figure, 'requests'>;

export interface CellOrder {
  readonly places: readonly PlacedCell[];
  readonly trials: number;
}

/** Finds the cell of a place and change. @throws Error when it was not measured */
export type MeasuredCells = (place: PlacedCell) => CellTally;

/**
 * Measures the cells of all places, each once, on all processors. A cell draws from a seed of its own, so neither their
 * order nor the number of processors matters.
 */
export async function measureCells(places: readonly PlacedCell[], trials: number): Promise<MeasuredCells> {
  const wanted = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  const processes = os.availableParallelism();
  const shares = Array.from({ length: processes }, (_, at) =>
    wanted.filter((_place, index) => index % processes === at),
  );
  const answers = await Promise.all(shares.map((share) => measureInProcess({ places: share, trials })));
  const measured = new Map(
    shares.flatMap((share, at) => share.map((place, index) => [keyOf(place), answers[at]?.[index]] as const)),
  );
  return (place) => {
    const cell = measured.get(keyOf(place));
    if (cell === undefined) throw new Error(`no cell was measured for ${keyOf(place)}`);
    return cell;
  };
}

async function measureInProcess(order: CellOrder): Promise<readonly CellTally[]> {
  const worker = fork(fileURLToPath(new URL('./cell-worker.ts', import.meta.url)));
  const ended = once(worker, 'exit');
  worker.send(order);
  const [answer] = await Promise.race([
    once(worker, 'message') as Promise<[readonly CellTally[]]>,
    ended.then(([code]) => Promise.reject(new Error(`a process that measures cells ended with ${code}`))),
  ]);
  await ended;
  return answer;
}

function keyOf({ mode, requests, noise, history, change }: PlacedCell): string {
  return JSON.stringify([mode, requests, noise, history, change]);
}
