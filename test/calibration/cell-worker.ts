/** A process that measures the cells it is sent, answers once and ends. */
import { cellTally } from './cell-tally.ts';
import type { CellOrder } from './measured-cells.ts';
import { makePools } from './pools-by-rate.ts';

process.once('message', ({ places, trials }: CellOrder) => {
  const poolsOf = makePools();
  const cells = places.map((place) => cellTally(place, poolsOf(place.requests), trials));
  process.send?.(cells, undefined, {}, () => process.disconnect());
});
