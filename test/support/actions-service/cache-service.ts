import type { BlobStorage } from './blob-storage.ts';
import { jsonReply, type ServiceReply } from './exchange.ts';
import type { CacheScope, RuntimeIdentity } from './runtime-token.ts';

/** An entry of the cache: of one ref, never changed. */
export interface CacheEntry {
  readonly id: number;
  readonly ref: string;
  readonly key: string;
  readonly version: string;
  readonly blob: string;
  readonly createdAt: string;
  lastAccessedAt: string;
  sizeInBytes: number;
  /** `false` while it is reserved but not yet uploaded. */
  isComplete: boolean;
}

interface CacheRequest {
  readonly key: string;
  readonly version: string;
  readonly restore_keys?: readonly string[];
  readonly size_bytes?: string;
}

/** GitHub's cache service, version 2: scoped by ref, immutable entries, search by exact key and then by prefix. */
export class CacheService {
  entries: CacheEntry[] = [];
  readonly #blobs: BlobStorage;
  readonly #now: () => number;
  #nextId = 1_000;

  constructor(blobs: BlobStorage, now: () => number) {
    this.#blobs = blobs;
    this.#now = now;
  }

  /** Takes away what matches, as the service does with what is old or too much. @returns how many */
  evict(matches: (entry: CacheEntry) => boolean = () => true): number {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => !matches(entry));
    return before - this.entries.length;
  }

  answer(method: string, body: unknown, { scopes }: RuntimeIdentity): ServiceReply | null {
    const request = body as CacheRequest;
    switch (method) {
      case 'CreateCacheEntry':
        return this.#create(request, scopes);
      case 'FinalizeCacheEntryUpload':
        return this.#finalize(request, scopes);
      case 'GetCacheEntryDownloadURL':
        return this.#find(request, scopes);
      default:
        return null;
    }
  }

  #create({ key, version }: CacheRequest, scopes: readonly CacheScope[]): ServiceReply {
    const ref = scopes.find(({ canWrite }) => canWrite)?.ref;
    if (ref === undefined) {
      const message = 'cache write denied: the token of this run cannot write to the cache';
      return jsonReply({ ok: false, signed_upload_url: '', message });
    }
    if (this.#entryOf(ref, key, version) !== undefined) {
      const msg = 'cache entry with the same key, version, and scope already exists';
      return jsonReply({ code: 'already_exists', msg }, 409);
    }
    const id = this.#nextId++;
    const at = new Date(this.#now()).toISOString();
    const blob = `cache-${id}`;
    this.entries.push({
      id,
      ref,
      key,
      version,
      blob,
      createdAt: at,
      lastAccessedAt: at,
      sizeInBytes: 0,
      isComplete: false,
    });
    return jsonReply({ ok: true, signed_upload_url: this.#blobs.signedUrl(blob), message: '' });
  }

  #finalize({ key, version, size_bytes }: CacheRequest, scopes: readonly CacheScope[]): ServiceReply {
    const ref = scopes.find(({ canWrite }) => canWrite)?.ref ?? '';
    const entry = this.#entryOf(ref, key, version);
    if (entry === undefined || entry.isComplete || !this.#blobs.blobs.has(entry.blob))
      return jsonReply({ ok: false, entry_id: '0', message: 'nothing to finalize' });
    entry.isComplete = true;
    entry.sizeInBytes = Number(size_bytes);
    return jsonReply({ ok: true, entry_id: String(entry.id), message: '' });
  }

  #find({ key, version, restore_keys }: CacheRequest, scopes: readonly CacheScope[]): ServiceReply {
    if (scopes.length === 0) {
      const msg = 'cache read denied: the token of this run cannot read the cache';
      return jsonReply({ code: 'permission_denied', msg }, 403);
    }
    for (const { ref } of scopes) {
      const known = this.entries.filter((e) => e.ref === ref && e.version === version && e.isComplete);
      const entry = bestOf(known, [key, ...(restore_keys ?? [])]);
      if (entry === undefined) continue;
      entry.lastAccessedAt = new Date(this.#now()).toISOString();
      const signed_download_url = this.#blobs.signedUrl(entry.blob);
      return jsonReply({ ok: true, signed_download_url, matched_key: entry.key });
    }
    return jsonReply({ ok: false, signed_download_url: '', matched_key: '' });
  }

  #entryOf(ref: string, key: string, version: string): CacheEntry | undefined {
    return this.entries.find((e) => e.ref === ref && e.key === key && e.version === version);
  }
}

/** Of the first wanted key that has any: the exact one, else the newest that begins with it. */
function bestOf(entries: readonly CacheEntry[], wanted: readonly string[]): CacheEntry | undefined {
  for (const key of wanted) {
    const found =
      entries.findLast((entry) => entry.key === key) ??
      entries.findLast((entry) => entry.key.startsWith(key));
    if (found !== undefined) return found;
  }
  return undefined;
}
