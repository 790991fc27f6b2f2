import { folderOfKey, keyOfFolder } from '../store-directory/key-folder.ts';

/** Entries of one baseline key on one branch: each is the whole history up to then, one number after the other. */
export interface Lineage {
  readonly key: string;
  readonly branch: string;
}

const ROOT = 'perf-gate/1';
const DIGITS = 8;
const ENTRY = /^perf-gate\/1\/([^/]+)\/([^/]+)\/(\d{8})$/;

/** Of every entry of every key: what a listing asks for. */
export const ALL_ENTRIES = `${ROOT}/`;

/** `perf-gate/1/checkout/main/`: what all entries of a lineage begin with, and no other entry. */
export function lineagePrefix({ key, branch }: Lineage): string {
  return `${ROOT}/${folderOfKey(key)}/${folderOfKey(branch)}/`;
}

/** `perf-gate/1/checkout/main/00000012`: short, and free of commas, whatever the key. */
export function entryKey(lineage: Lineage, generation: number): string {
  return `${lineagePrefix(lineage)}${String(generation).padStart(DIGITS, '0')}`;
}

/** The number of an entry; 0 when it is of another lineage. */
export function generationOf(lineage: Lineage, cacheKey: string): number {
  const prefix = lineagePrefix(lineage);
  const number = cacheKey.startsWith(prefix) ? cacheKey.slice(prefix.length) : '';
  return /^\d{8}$/.test(number) ? Number(number) : 0;
}

/** The baseline key of an entry, as a folder's name tells it; `null`: not an entry of ours. */
export function keyOfEntry(cacheKey: string): ReturnType<typeof keyOfFolder> {
  const [, folder] = ENTRY.exec(cacheKey) ?? [];
  return folder === undefined ? null : keyOfFolder(folder);
}

/** The lineage's prefix of an entry of ours. */
export function prefixOfEntry(cacheKey: string): string {
  return cacheKey.slice(0, cacheKey.lastIndexOf('/') + 1);
}
