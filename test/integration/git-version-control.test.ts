import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGitVersionControl } from '../../src/adapters/node/git-version-control.ts';

const IDENTITY = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_CONFIG_GLOBAL: '/dev/null' };
const COMMITTER = { GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };

let repository: string;
beforeAll(() => {
  repository = mkdtempSync(path.join(os.tmpdir(), 'perf-gate-git-'));
  git('init', '-q', '-b', 'main');
});
afterAll(() => rm(repository, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const env = { ...process.env, ...IDENTITY, ...COMMITTER };
  return execFileSync('git', args, { cwd: repository, env, encoding: 'utf8' }).trim();
}

function commit(subject: string, at: string): string {
  execFileSync('git', ['commit', '-q', '--allow-empty', '-m', subject], {
    cwd: repository,
    env: { ...process.env, ...IDENTITY, ...COMMITTER, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at },
  });
  return git('rev-parse', 'HEAD');
}

describe('git', () => {
  it('tells commits, refs and the last release', async () => {
    const control = makeGitVersionControl(repository);
    expect(await control.lastRelease()).toBeNull();
    const first = commit('first', '2026-01-01T00:00:00Z');
    git('tag', 'v1.0.0');
    const second = commit('second | with a bar', '2026-01-02T02:00:00+02:00');
    const third = commit('third', '2026-01-03T00:00:00Z');

    expect(await control.commitsBetween(first, third)).toEqual({
      kind: 'known',
      commits: [
        { sha: third, subject: 'third' },
        { sha: second, subject: 'second | with a bar' },
      ],
    });
    expect(await control.commitsBetween(third, first)).toEqual({ kind: 'known', commits: [] });
    expect(await control.ref('main')).toEqual({ name: 'main', sha: third, at: '2026-01-03T00:00:00.000Z' });
    expect(await control.ref(second.slice(0, 8))).toMatchObject({ at: '2026-01-02T00:00:00.000Z' });
    expect(await control.lastRelease()).toMatchObject({ name: 'v1.0.0', sha: first });
  });

  // T-09
  it.each(['f'.repeat(40), '--output=owned', '-h', 'main..main', ''])('does not know %s', async (name) => {
    const control = makeGitVersionControl(repository);
    const head = git('rev-parse', 'HEAD');
    expect(await control.commitsBetween(name, head)).toMatchObject({ kind: 'unknown' });
    expect(await control.commitsBetween(head, name)).toMatchObject({ kind: 'unknown' });
    expect(await control.ref(name)).toBeNull();
  });

  it('knows nothing where there is no repository', async () => {
    const control = makeGitVersionControl(os.tmpdir());
    expect(await control.lastRelease()).toBeNull();
    expect(await control.ref('main')).toBeNull();
    expect(await control.commitsBetween('a'.repeat(40), 'b'.repeat(40))).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('fetch-depth: 0'),
    });
  });
});
