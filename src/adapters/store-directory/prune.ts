import path from 'node:path';
import { namedEntries } from '../../history/fold-history.ts';
import { type EventFile, markOfEntry, parseEventFileName } from './event-file-name.ts';
import { listEventFiles, readEventFiles } from './read-events.ts';
import type { StoreFiles } from './store-files.ts';
import { moveWithoutReplacing } from './write-event.ts';

export interface PruneOptions {
  /** So many withheld entries are kept. */
  readonly keep: number;
  readonly nowMs: number;
}

/** Pruning reads the decisions; a little slack keeps it from doing so at every run. */
const SLACK = 10;
const LEAVING = '.pruned';
const TEMPORARY = '.tmp';
const STALE_MS = 24 * 3_600_000;

/**
 * Deletes the oldest withheld entries beyond a number, except those that somebody accepted or pinned. A file
 * first gets another name, then the decisions are read again, so that one made in the meantime brings it back.
 */
export async function pruneWithheld(files: StoreFiles, folder: string, options: PruneOptions): Promise<void> {
  const { events } = await listEventFiles(files, folder);
  const withheld = events.filter((file) => file.kind === 'withheld');
  if (withheld.length <= options.keep + SLACK) return;
  await removeStaleTemporaries(files, folder, options.nowMs);
  const named = await namedMarks(files, folder, events);
  const oldest = withheld.slice(0, withheld.length - options.keep).filter((file) => !named.has(file.mark));
  for (const { name } of oldest) {
    await files.rename(path.join(folder, name), path.join(folder, `.${name}${LEAVING}`));
  }
  await finishLeaving(files, folder);
}

/** Also finishes what a process that was killed here had begun. */
async function finishLeaving(files: StoreFiles, folder: string): Promise<void> {
  const leaving = (await files.names(folder)).filter((name) => name.endsWith(LEAVING));
  const named = await namedMarks(files, folder, (await listEventFiles(files, folder)).events);
  for (const name of leaving) {
    const file = parseEventFileName(name.slice(1, -LEAVING.length));
    if (file === null) continue;
    const from = path.join(folder, name);
    if (named.has(file.mark)) await moveWithoutReplacing(files, from, path.join(folder, file.name));
    else await files.remove(from);
  }
}

/** Marks of the entries that decisions name. A decision that cannot be read stops the pruning. */
async function namedMarks(
  files: StoreFiles,
  folder: string,
  events: readonly EventFile[],
): Promise<ReadonlySet<string>> {
  const decisions = events.filter((file) => file.kind === 'acceptance' || file.kind === 'pin');
  const readings = await readEventFiles(files, folder, decisions);
  const good = readings.flatMap((reading) => (reading.kind === 'good' ? [reading.event] : []));
  if (good.length < decisions.length) throw new Error('a decision could not be read');
  return new Set([...namedEntries(good)].map(markOfEntry));
}

/** Left by processes that were killed while they wrote. */
async function removeStaleTemporaries(files: StoreFiles, folder: string, nowMs: number): Promise<void> {
  for (const name of await files.names(folder)) {
    if (!name.startsWith('.') || !name.endsWith(TEMPORARY)) continue;
    const file = path.join(folder, name);
    const { modifiedMs } = await files.info(file);
    if (nowMs - modifiedMs > STALE_MS) await files.remove(file);
  }
}
