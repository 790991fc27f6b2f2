import { type EventFile, markOfEntry } from './event-file-name.ts';

/**
 * The files that a look at the baseline reads: the newest entries, and every decision of a person, which counts
 * however old it is.
 */
export function filesToRead(files: readonly EventFile[], maxEntries: number): readonly EventFile[] {
  const entries = files.filter(isEntryFile);
  const oldest = entries[Math.max(0, entries.length - maxEntries)];
  return files.filter((file) => !isEntryFile(file) || (oldest !== undefined && file.name >= oldest.name));
}

/** A pinned entry is read even when it is older than everything else that is read. */
export function fileOfEntry(files: readonly EventFile[], id: string): EventFile | null {
  const mark = markOfEntry(id);
  return files.find((file) => isEntryFile(file) && file.mark === mark) ?? null;
}

export function isEntryFile(file: EventFile): boolean {
  return file.kind === 'promoted' || file.kind === 'withheld';
}
