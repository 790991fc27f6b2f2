import type { CacheRestore, CacheSave } from './actions-cache.ts';

/**
 * What the cache client returned, and what it printed meanwhile. It returns `undefined` for a missing entry and for
 * every failure alike, and prints which of them it was.
 */
export interface ClientAnswer {
  /** The key that was hit, or the id that a save got; `null` when it returned neither. */
  readonly returned: string | number | null;
  /** Message of what it threw. */
  readonly thrown: string | null;
  readonly printed: string;
}

const LATER = 'Run the job again in a few minutes; githubstatus.com says whether GitHub has trouble.';
const TIMES_HINT = 'GitHub limits how often caches are read and written: run the job again later.';
const TOKEN_HINT = 'The token of this job may not use the cache; a run that GitHub trusts can.';
const TAR_HINT = 'The cache needs `tar` (and `zstd`, where there is one) on the PATH of the runner.';
const NO_CACHE_HINT =
  'This runner offers no cache to its jobs: name a directory that stays with `baseline-store`.';
const DISK_HINT = 'Make room on the disk of the runner, then run again.';

/** What a restore or a lookup came to. Only the service's own "not found" is a miss. */
export function restoreOutcome({ returned, thrown, printed }: ClientAnswer): CacheRestore {
  if (typeof returned === 'string') return { kind: 'hit', cacheKey: returned };
  const cause = thrown ?? captured(printed, /^::(?:warning|error)::Failed to restore: (.*)$/m);
  if (cause !== null) return failedRestore(cause, printed);
  if (saysNotFound(printed)) return { kind: 'miss' };
  const skipped = captured(printed, /^(Cache restore skipped: .*)$/m);
  return {
    kind: 'failed',
    cause: skipped ?? 'the cache client returned nothing and did not say why',
    hint: skipped === null ? LATER : 'Let the job read caches: `cache-mode` is set to something else.',
  };
}

/** Version 1, of Enterprise Servers, says no such thing; it was asked, and every failure of it is printed. */
function saysNotFound(printed: string): boolean {
  if (/^::debug::Cache not found for version /m.test(printed)) return true;
  return /^::debug::Cache service version: v1/m.test(printed) && /^::debug::Resource Url: /m.test(printed);
}

function failedRestore(cause: string, printed: string): CacheRestore {
  const cacheKey = captured(printed, /^Cache hit for(?: restore-key)?: (.*)$/m);
  const isUnpacking = /failed with (error|exit code)/.test(cause);
  if (isUnpacking && cacheKey !== null && !/no space left|ENOSPC/i.test(printed))
    return { kind: 'damaged', cacheKey, cause };
  return { kind: 'failed', ...explained(isUnpacking ? `${cause}: ${lastLine(printed)}` : cause) };
}

/** What a save came to. A key that is taken and a service that is down look alike in what the client returns. */
export function saveOutcome({ returned, thrown, printed }: ClientAnswer): CacheSave {
  if (typeof returned === 'number' && returned >= 0) return { kind: 'saved' };
  const reserving = captured(printed, /^::debug::Failed to reserve cache: (.*)$/m);
  const cause = thrown ?? reserving ?? captured(printed, /Failed to save: (.*)$/m) ?? finalizing(printed);
  if (cause !== null && /cache write denied/.test(cause)) return { kind: 'denied', cause: denial(cause) };
  if (thrown === null && /\(409\)|already[_ ]exists/i.test(cause ?? '')) return { kind: 'taken' };
  const skipped = captured(printed, /^(Cache save skipped: .*)$/m);
  if (skipped !== null) return { kind: 'denied', cause: skipped };
  return {
    kind: 'failed',
    ...explained(cause ?? 'the cache client saved nothing and did not say why'),
  };
}

function finalizing(printed: string): string | null {
  return captured(printed, /^::warning::(.*)$/m);
}

function denial(cause: string): string {
  return /cache write denied:.*/.exec(cause)?.[0] ?? cause;
}

function explained(cause: string): { readonly cause: string; readonly hint: string } {
  return { cause: shortened(cause), hint: hintFor(cause) };
}

function hintFor(cause: string): string {
  if (/no space left|ENOSPC/i.test(cause)) return DISK_HINT;
  if (/unable to get the ACTIONS_|cache service url not found/i.test(cause)) return NO_CACHE_HINT;
  if (/\(429\)|rate limit/i.test(cause)) return TIMES_HINT;
  if (/\(40[13]\)|denied|unauthenticated/i.test(cause)) return TOKEN_HINT;
  if (/unable to locate executable|ENOENT/i.test(cause)) return TAR_HINT;
  return LATER;
}

/** The client's prefixes say where in itself it was; the rest says what happened. */
function shortened(cause: string): string {
  const text = cause
    .replace(/^Error: /, '')
    .replace(/Received non-retryable error: |Failed request: /g, '')
    .replace(/\?\S*sig=\S*/g, '');
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}

function captured(text: string, pattern: RegExp): string | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : unescaped(found).trim();
}

/** As `@actions/core` writes what a command says. */
function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function lastLine(printed: string): string {
  const lines = printed.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('::'));
  return lines.at(-1) ?? '';
}
