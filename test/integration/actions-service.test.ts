import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { DefaultArtifactClient } from '@actions/artifact';
import { restoreCache, saveCache } from '@actions/cache';
import { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let service: ActionsService;
let folder: TempFolder;
beforeEach(async () => {
  service = await startActionsService();
  folder = await makeTempFolder();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await service.close();
  await folder.remove();
});

function become(job: RunnerJob = {}): void {
  const variables = { ...service.environment(job), RUNNER_TEMP: folder.path, GITHUB_WORKSPACE: folder.path };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

async function save(key: string, text: string): Promise<number> {
  await mkdir(folder.file('d'), { recursive: true });
  await writeFile(folder.file('d/x'), text);
  return saveCache([folder.file('d')], key);
}

const restore = (key: string, restoreKeys: string[] = []) =>
  restoreCache([folder.file('d')], key, restoreKeys);

describe('the cache service, asked by the real client', () => {
  it('gives back what was saved, the newest of a prefix', async () => {
    become();
    await save('k-1', 'one');
    await save('k-2', 'two');
    await writeFile(folder.file('d/x'), 'gone');
    expect(await restore('k-', [])).toBe('k-2');
    expect(await readFile(folder.file('d/x'), 'utf8')).toBe('two');
    expect(await restore('k-1')).toBe('k-1');
    expect(await restore('other')).toBeUndefined();
  });

  it('never changes an entry', async () => {
    become();
    expect(await save('k', 'one')).toBeGreaterThan(0);
    expect(await save('k', 'two')).toBe(-1);
    expect(service.caches.entries).toHaveLength(1);
  });

  it('lets a pull request read its own, its base and the default branch, and write only its own', async () => {
    become();
    await save('k-main', 'main');
    become({ ref: 'refs/heads/release' });
    await save('k-release', 'release');
    become({ ref: 'refs/heads/other' });
    await save('k-other', 'other');
    become({ ref: 'refs/pull/7/merge', baseRef: 'release', event: 'pull_request' });
    expect(await restore('k-main')).toBe('k-main');
    expect(await restore('k-release')).toBe('k-release');
    expect(await restore('k-other')).toBeUndefined();
    expect(await restore('k-')).toBe('k-release');
    await save('k-pr', 'pr');
    expect(await restore('k-')).toBe('k-pr');
    become();
    expect(await restore('k-')).toBe('k-main');
  });

  it('refuses a token that may only read, and forgets what is evicted', async () => {
    become();
    await save('k', 'one');
    become({ cacheAccess: 'read' });
    expect(await save('k2', 'two')).toBe(-1);
    expect(await restore('k')).toBe('k');
    expect(service.caches.evict()).toBe(1);
    expect(await restore('k')).toBeUndefined();
    become({ cacheAccess: 'none' });
    expect(await restore('k')).toBeUndefined();
  });
});

describe('the artifact service and the REST API', () => {
  it('list and give back what the real client uploaded', async () => {
    const run = service.workflows.add({ sha: 'b'.repeat(40) });
    become({ runId: run.id });
    await writeFile(folder.file('report.json'), '{"a":1}');
    const client = new DefaultArtifactClient();
    const { id } = await client.uploadArtifact('perf', [folder.file('report.json')], folder.path);
    await expect(client.uploadArtifact('perf', [folder.file('report.json')], folder.path)).rejects.toThrow(
      'already exists',
    );
    expect((await client.listArtifacts()).artifacts).toMatchObject([{ name: 'perf', id }]);

    const auth = service.issueToken({ actions: 'read' });
    const { rest } = new Octokit({ auth, baseUrl: service.apiUrl });
    const [owner = '', repo = ''] = service.repository.split('/');
    const runs = await rest.actions.listWorkflowRuns({
      owner,
      repo,
      workflow_id: 'perf.yml',
      branch: 'main',
    });
    expect(runs.data.workflow_runs.map((r) => r.id)).toEqual([run.id]);
    const listed = await rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: run.id });
    expect(listed.data.artifacts).toMatchObject([{ id, name: 'perf', expired: false }]);
    const zip = await rest.actions.downloadArtifact({
      owner,
      repo,
      artifact_id: id ?? 0,
      archive_format: 'zip',
    });
    expect(
      Buffer.from(zip.data as ArrayBuffer)
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it('ask for a token, and for the permission', async () => {
    const list = (auth: string | undefined) =>
      new Octokit({
        auth,
        baseUrl: service.apiUrl,
        retry: { enabled: false },
      }).rest.actions.getActionsCacheList({
        owner: 'octo',
        repo: 'shop',
      });
    await expect(list(undefined)).rejects.toMatchObject({ status: 401 });
    await expect(list(service.issueToken({ contents: 'read' }))).rejects.toMatchObject({ status: 403 });
    expect((await list(service.issueToken({ actions: 'read' }))).data.total_count).toBe(0);
  });
});

describe('faults', () => {
  it('hit an endpoint as often as they should', async () => {
    become();
    await save('k', 'one');
    const lookup = 'CacheService/GetCacheEntryDownloadURL';
    service.faults.add(lookup, { kind: 'status', status: 403, message: 'no' }, { times: 1, after: 1 });
    expect([await restore('k'), await restore('k'), await restore('k')]).toEqual(['k', undefined, 'k']);
    expect(service.count(lookup)).toBe(3);
  });

  it('refuse connections where the address leads nowhere', async () => {
    become({ refused: ['results'] });
    expect(await restore('k')).toBeUndefined();
    expect(service.count()).toBe(0);
  });

  it('cut a download short', async () => {
    become();
    await save('k', 'one');
    service.faults.add('GET blob', { kind: 'truncated' });
    service.faults.add('HEAD blob', { kind: 'garbled', body: '' });
    expect(await restore('k')).toBeUndefined();
  });
});
