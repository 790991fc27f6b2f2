import path from 'node:path';
import { foldFindings, foldHistory, inOrder } from '../../history/fold-history.ts';
import type { HistoryEvent } from '../../model/history.ts';
import { baselineEntries, newestEpoch } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { EventsLookup } from '../../ports/baseline-store.ts';
import { type FileReading, listEventFiles, readEventFiles } from './read-events.ts';
import { fileOfEntry, filesToRead } from './select-events.ts';
import { DAMAGED_FOLDER, filesSetAside, setAside } from './set-aside.ts';
import { errorCode, type StoreFiles } from './store-files.ts';
import { problemOf } from './store-problem.ts';

export interface KeyLocation {
  readonly files: StoreFiles;
  readonly folder: string;
  readonly key: string;
  /** For messages. */
  readonly source: string;
}

type Listing = Awaited<ReturnType<typeof listEventFiles>>;

/** Everything of a key that can be read, oldest first. Damaged files are set aside; nothing is ever deleted. */
export async function readKey(where: KeyLocation, maxEntries: number): Promise<EventsLookup> {
  const listing = await list(where);
  if (listing === null) return { kind: 'absent', source: where.source };
  if ('kind' in listing) return listing;
  const wanted = filesToRead(listing.events, maxEntries);
  const readings = await withPinnedEntry(
    where,
    listing,
    await readEventFiles(where.files, where.folder, wanted),
  );
  const blocked = firstBlocked(where, readings);
  if (blocked !== null) return blocked;
  const fresh = await setAsideDamaged(where, readings);
  const notices = [...fresh, ...(await olderNotices(where, listing, fresh.length))];
  return answer(where, eventsIn(readings), notices, wanted.length < listing.events.length);
}

/** `null`: nothing was ever filed under the key. */
async function list(
  where: KeyLocation,
): Promise<Listing | Extract<EventsLookup, { kind: 'unreadable' }> | null> {
  try {
    return await listEventFiles(where.files, where.folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    return { kind: 'unreadable', where: where.folder, ...problemOf(error) };
  }
}

async function withPinnedEntry(
  { files, folder, key }: KeyLocation,
  { events }: Listing,
  readings: readonly FileReading[],
): Promise<readonly FileReading[]> {
  const { pinnedEntry, entries } = foldHistory(key, eventsIn(readings));
  if (pinnedEntry === null || entries.some((entry) => entry.id === pinnedEntry)) return readings;
  const file = fileOfEntry(events, pinnedEntry);
  return file === null ? readings : [...readings, ...(await readEventFiles(files, folder, [file]))];
}

/** One file that cannot be understood makes the whole answer unsure: it may open an epoch or hold a pin. */
function firstBlocked(
  { folder, key }: KeyLocation,
  readings: readonly FileReading[],
): Extract<EventsLookup, { kind: 'unreadable' }> | null {
  for (const reading of readings) {
    if (reading.kind === 'blocked') {
      const { cause, hint } = reading;
      return { kind: 'unreadable', where: path.join(folder, reading.file.name), cause, hint };
    }
    if (reading.kind === 'good' && reading.key !== key) {
      return misfiled(path.join(folder, reading.file.name), reading.key, key);
    }
  }
  return null;
}

function misfiled(
  where: string,
  came: string,
  expected: string,
): Extract<EventsLookup, { kind: 'unreadable' }> {
  return {
    kind: 'unreadable',
    where,
    cause: `it belongs to the key ${JSON.stringify(came)}, not to ${JSON.stringify(expected)}`,
    hint: 'Move it back; to copy a baseline to another store use `perf-gate baseline export` and `import`.',
  };
}

async function setAsideDamaged(
  { files, folder }: KeyLocation,
  readings: readonly FileReading[],
): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  for (const reading of readings) {
    if (reading.kind !== 'damaged') continue;
    notices.push(await setAside(files, folder, reading.file.name, reading.cause));
  }
  return notices;
}

async function olderNotices(
  { files, folder }: KeyLocation,
  { foreign }: Listing,
  fresh: number,
): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  const aside = (await filesSetAside(files, folder)).length;
  if (aside > 0 && fresh === 0) {
    const text = `${aside} damaged baseline file(s) lie in ${path.join(folder, DAMAGED_FOLDER)}; restore or delete them.`;
    notices.push({ code: 'store-set-aside', text });
  }
  for (const name of foreign.slice(0, 5)) {
    const text = `${path.join(folder, name)} is not a name that perf-gate gives; it was not read.`;
    notices.push({ code: 'store-foreign-file', text });
  }
  return notices;
}

function eventsIn(readings: readonly FileReading[]): readonly HistoryEvent[] {
  return inOrder(readings.flatMap((reading) => (reading.kind === 'good' ? [reading.event] : [])));
}

/** Where damage may have taken the baseline away, the answer is never that there is none. */
function answer(
  { folder, key, source }: KeyLocation,
  events: readonly HistoryEvent[],
  notices: readonly Notice[],
  isPart: boolean,
): EventsLookup {
  const hasBaseline =
    baselineEntries(foldHistory(key, events)).length > 0 || newestEpoch(foldFindings(events)).length > 0;
  // A file of another name is no damage to a history that stands without it.
  const damage = notices.filter(({ code }) => code !== 'store-foreign-file' || events.length === 0);
  if (damage.length > 0 && !hasBaseline) {
    return {
      kind: 'unreadable',
      where: folder,
      cause: `no baseline is left that can be read. ${damage.map(({ text }) => text).join(' ')}`,
      hint: `Restore the files from a copy. To start anew on purpose, delete ${folder}.`,
    };
  }
  if (events.length === 0) return { kind: 'absent', source };
  const told = isPart ? [...notices, onlyNewest(events.length)] : notices;
  return { kind: 'found', events, source, notices: told };
}

function onlyNewest(count: number): Notice {
  return { code: 'store-bounded', text: `Only the newest ${count} events of this baseline were read.` };
}
