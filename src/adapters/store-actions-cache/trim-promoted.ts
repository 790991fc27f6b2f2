import path from 'node:path';
import { namedEntries } from '../../history/fold-history.ts';
import { markOfEntry } from '../store-directory/event-file-name.ts';
import { listEventFiles, readEventFiles } from '../store-directory/read-events.ts';
import { nodeStoreFiles } from '../store-directory/store-files.ts';

/**
 * Leaves the newest promoted entries of a key and those that somebody accepted or pinned: an entry of the cache is
 * written anew with every run, so unlike a directory it cannot keep everything.
 */
export async function trimPromoted(folder: string, keep: number): Promise<void> {
  const { events } = await listEventFiles(nodeStoreFiles, folder);
  const promoted = events.filter(({ kind }) => kind === 'promoted');
  if (promoted.length <= keep) return;
  const decisions = events.filter(({ kind }) => kind === 'acceptance' || kind === 'pin');
  const readings = await readEventFiles(nodeStoreFiles, folder, decisions);
  const good = readings.flatMap((reading) => (reading.kind === 'good' ? [reading.event] : []));
  // A decision that cannot be read may name any of them.
  if (good.length < decisions.length) return;
  const named = new Set([...namedEntries(good)].map(markOfEntry));
  for (const { name, mark } of promoted.slice(0, promoted.length - keep))
    if (!named.has(mark)) await nodeStoreFiles.remove(path.join(folder, name));
}
