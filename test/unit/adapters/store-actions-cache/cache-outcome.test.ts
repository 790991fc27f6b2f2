import { describe, expect, it } from 'vitest';
import {
  type ClientAnswer,
  restoreOutcome,
  saveOutcome,
} from '../../../../src/adapters/store-actions-cache/cache-outcome.ts';

const answer = (printed: string, more: Partial<ClientAnswer> = {}): ClientAnswer => ({
  returned: null,
  thrown: null,
  printed,
  ...more,
});

const LOOKUP = 'Failed to GetCacheEntryDownloadURL: ';

describe('a restore', () => {
  it('is a hit when the client says the key', () => {
    expect(restoreOutcome(answer('', { returned: 'k-1' }))).toEqual({ kind: 'hit', cacheKey: 'k-1' });
  });

  it('is a miss only when the service said so', () => {
    const printed = '::debug::Resolved Keys:\n::debug::Cache not found for version abc of keys: k\n';
    expect(restoreOutcome(answer(printed))).toEqual({ kind: 'miss' });
  });

  it('is a miss on an Enterprise Server when it was asked and no failure was printed', () => {
    const asked = '::debug::Cache service version: v1\n::debug::Resource Url: https://x/_apis/cache?keys=k\n';
    expect(restoreOutcome(answer(asked))).toEqual({ kind: 'miss' });
    expect(restoreOutcome(answer(`${asked}::warning::Failed to restore: (403)\n`)).kind).toBe('failed');
    expect(restoreOutcome(answer('::debug::Cache service version: v1\n')).kind).toBe('failed');
    expect(restoreOutcome(answer(asked.replace('v1', 'v2'))).kind).toBe('failed');
  });

  it('of which nothing was said has failed: silence is no miss', () => {
    expect(restoreOutcome(answer(''))).toMatchObject({ kind: 'failed' });
    expect(restoreOutcome(answer('::debug::Resolved Keys:\n'))).toMatchObject({ kind: 'failed' });
  });

  it.each([
    [
      '::error::',
      `${LOOKUP}Failed to make request after 5 attempts: Failed request: (503) Busy: later`,
      /\(503\)/,
    ],
    ['::warning::', `${LOOKUP}Received non-retryable error: Failed request: (401) Unauthorized`, /\(401\)/],
    ['::warning::', `${LOOKUP}Rate limited: Failed request: (429) Too Many Requests`, /\(429\)/],
    ['::warning::', `${LOOKUP}Unable to make request: ECONNREFUSED`, /ECONNREFUSED/],
    ['::warning::', 'Incomplete download. Expected file size: 4, actual file size: 2', /Incomplete/],
    ['::warning::', 'Cache service responded with 404', /404/],
  ])('fails with the reason: %s%s', (command, said, cause) => {
    const outcome = restoreOutcome(answer(`::debug::x\n${command}Failed to restore: ${said}\n`));
    expect(outcome).toMatchObject({ kind: 'failed', cause: expect.stringMatching(cause) });
  });

  it.each([
    ['(429) Too Many', /limits how often/],
    ['cache read denied: no scope', /may not use the cache/],
    ['(503) Busy', /a few minutes/],
    ['Unable to locate executable file: tar', /`tar`/],
    ['Unable to get the ACTIONS_RUNTIME_TOKEN env variable', /offers no cache/],
    ['Cache Service Url not found, unable to restore cache.', /offers no cache/],
  ])('says what to do about %s', (said, hint) => {
    const outcome = restoreOutcome(answer(`::warning::Failed to restore: ${said}\n`));
    expect(outcome).toMatchObject({ hint: expect.stringMatching(hint) });
  });

  it('is damaged when the entry came and could not be unpacked', () => {
    const printed =
      'Cache hit for restore-key: k/00000003\nCache Size: ~0 MB (10 B)\ntar: not an archive\n' +
      '::warning::Failed to restore: "/usr/bin/tar" failed with error: The process \'/usr/bin/tar\' failed with exit code 2\n';
    expect(restoreOutcome(answer(printed))).toMatchObject({ kind: 'damaged', cacheKey: 'k/00000003' });
    const full = printed.replace('tar: not an archive', 'tar: x: Cannot write: No space left on device');
    expect(restoreOutcome(answer(full))).toMatchObject({
      kind: 'failed',
      hint: expect.stringMatching(/Make room/),
    });
  });

  it('that the workflow forbids says so', () => {
    const printed = "Cache restore skipped: the effective cache-mode 'none' does not permit reads.\n";
    expect(restoreOutcome(answer(printed))).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(/cache-mode 'none'/),
    });
  });

  it('never tells a signature', () => {
    const printed = '::warning::Failed to restore: GET https://x/blob/1?se=1&sig=abc%3D failed\n';
    expect(JSON.stringify(restoreOutcome(answer(printed)))).not.toContain('sig=');
  });
});

describe('a save', () => {
  it('is saved when the client says an id', () => {
    expect(saveOutcome(answer('', { returned: 7 }))).toEqual({ kind: 'saved' });
  });

  const reserving = (said: string) =>
    `::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: ${said}\n` +
    'Failed to save: Unable to reserve cache with key k, another job may be creating this cache.\n';

  it('tells a taken key from a service that is down, which the client reports alike', () => {
    const taken = reserving('Received non-retryable error: Failed request: (409) Conflict: already exists');
    expect(saveOutcome(answer(taken, { returned: -1 }))).toEqual({ kind: 'taken' });
    const down = reserving('Failed to make request after 5 attempts: Failed request: (503) Busy');
    expect(saveOutcome(answer(down, { returned: -1 }))).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(/\(503\)/),
    });
  });

  it('finds its key taken on an Enterprise Server', () => {
    const printed =
      'Failed to save: Unable to reserve cache with key k, another job may be creating this cache. ' +
      'More details: Cache already exists. Scope: refs/heads/main, Key: k, Version: v\n';
    expect(saveOutcome(answer(printed, { returned: -1 }))).toEqual({ kind: 'taken' });
    expect(saveOutcome(answer(printed.replace('already exists', 'x'), { returned: -1 })).kind).toBe('failed');
  });

  it.each([
    '::warning::Failed to save: Unable to reserve cache with key k. More details: cache write denied: untrusted event\n',
    "Cache save skipped: the effective cache-mode 'read' does not permit writes.\n",
  ])('is denied: %s', (printed) => {
    expect(saveOutcome(answer(printed, { returned: -1 })).kind).toBe('denied');
  });

  it.each([
    ['', /did not say why/],
    ['::error::Failed to save: (500) boom\n', /\(500\) boom/],
    ['::warning::Unable to finalize cache with key k\n', /finalize/],
  ])('has failed otherwise: %s', (printed, cause) => {
    const outcome = saveOutcome(answer(printed, { returned: -1 }));
    expect(outcome).toMatchObject({ kind: 'failed', cause: expect.stringMatching(cause) });
    const thrown = saveOutcome(answer('', { thrown: 'Path Validation Error' }));
    expect(thrown).toMatchObject({ kind: 'failed', cause: 'Path Validation Error' });
  });
});
