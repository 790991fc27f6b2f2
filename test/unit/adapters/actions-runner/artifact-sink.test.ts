import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ArtifactSinkOptions,
  type ArtifactUploader,
  artifactName,
  isEnterpriseServer,
  makeArtifactSink,
} from '../../../../src/adapters/actions-runner/artifact-sink.ts';
import { REPORT_EXAMPLES } from '../../../support/report-examples.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  for (const name of ['report.json', 'trend.png', 'gha-creds.json']) await writeFile(folder.file(name), name);
  await mkdir(folder.file('sub'));
  await symlink('/etc/hostname', folder.file('link'));
});
afterEach(() => folder.remove());

type Upload = Parameters<ArtifactUploader['uploadArtifact']>;
let uploads: Upload[] = [];

function deliver(
  upload: (name: string) => Promise<{ id?: number }>,
  options: Partial<ArtifactSinkOptions> = {},
) {
  uploads = [];
  const uploadArtifact: ArtifactUploader['uploadArtifact'] = (...given) => {
    uploads.push(given);
    return upload(given[0]);
  };
  const sink = makeArtifactSink({
    directory: folder.path,
    name: 'perf-gate-shop',
    retentionDays: 14,
    attempt: 2,
    serverUrl: 'https://github.com',
    runUrl: 'https://github.com/octo/shop/actions/runs/42',
    makeUploader: async () => ({ uploadArtifact }),
    ...options,
  });
  const { artifacts } = REPORT_EXAMPLES.passed;
  const listed = { ...artifacts, folder: 'sub', link: 'link', other: '../report.json' };
  return sink.deliver({ ...REPORT_EXAMPLES.passed, artifacts: listed });
}

const TAKEN = new Error(
  'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict',
);

describe('the artifact', () => {
  it('holds the files of the report, nothing else of the folder and nothing that a link leads to', async () => {
    expect(await deliver(async () => ({ id: 9 }))).toMatchObject({
      kind: 'delivered',
      artifacts: { artifact: 'https://github.com/octo/shop/actions/runs/42/artifacts/9' },
    });
    const [name, files, root, settings] = uploads[0] ?? [];
    expect(name).toBe('perf-gate-shop');
    expect(files?.map((file) => path.basename(file)).sort()).toEqual(['report.json', 'trend.png']);
    expect(root).toBe(folder.path);
    expect(settings).toEqual({ retentionDays: 14 });
  });

  it('takes the attempt into its name where the name is taken', async () => {
    const delivery = await deliver(async (name) => {
      if (name === 'perf-gate-shop') throw TAKEN;
      return { id: 9 };
    });
    expect(delivery).toMatchObject({
      kind: 'delivered',
      what: 'artifact perf-gate-shop-attempt-2',
      artifacts: { artifactName: 'perf-gate-shop-attempt-2' },
    });
  });

  it('says how names are kept apart where that one is taken as well', async () => {
    expect(
      await deliver(async () => {
        throw TAKEN;
      }),
    ).toMatchObject({ kind: 'failed', hint: expect.stringContaining('artifact-name of its own') });
    expect(uploads).toHaveLength(2);
  });

  it.each([
    ['Artifact storage quota has been hit. Unable to upload', 'storage of the account is full'],
    ['Unable to get the ACTIONS_RUNTIME_TOKEN env variable', 'Run it as an action'],
    ['Failed to CreateArtifact: Failed request: (403) Forbidden', 're-run the whole job'],
    ['Failed to CreateArtifact: Failed request: (401) Unauthorized', 're-run the whole job'],
    ['Failed to CreateArtifact: Failed request: (404) Not Found', 'githubstatus'],
    ['Failed to CreateArtifact: Failed request: (422) Unprocessable Entity', 'githubstatus'],
    ['Failed to make request after 5 attempts: (429) Too Many Requests', 'githubstatus'],
    ['Unable to make request: ECONNREFUSED', 'Let the runner reach'],
    ['Failed to make request after 5 attempts: (503)', 'githubstatus'],
  ])('explains "%s"', async (message, hint) => {
    const failing = async () => Promise.reject(new Error(message));
    expect(await deliver(failing)).toMatchObject({ kind: 'failed', hint: expect.stringContaining(hint) });
    expect(uploads).toHaveLength(1);
  });

  it('is not waited for without end', async () => {
    const delivery = await deliver(() => new Promise(() => {}), { timeoutMs: 20 });
    expect(delivery).toMatchObject({ kind: 'failed', cause: expect.stringContaining('longer than') });
  });

  it('is explained on an Enterprise Server, and not tried', async () => {
    const delivery = await deliver(async () => ({ id: 9 }), { serverUrl: 'https://git.acme.example' });
    expect(delivery).toMatchObject({ kind: 'failed', hint: expect.stringContaining('upload-artifact@v3') });
    expect(uploads).toEqual([]);
  });

  it('has a folder to be missing', async () => {
    const delivery = await deliver(async () => ({ id: 9 }), { directory: folder.file('nothing') });
    expect(delivery).toMatchObject({ kind: 'failed', hint: expect.stringContaining('no report files') });
  });
});

it('knows where artifacts of version 4 are', () => {
  const servers = [
    'https://github.com',
    'https://acme.ghe.com',
    'http://x.localhost:80',
    'https://ghe.com.evil.example',
    'no url',
  ];
  expect(servers.map(isEnterpriseServer)).toEqual([false, false, false, true, true]);
});

it('takes no character into a name that GitHub refuses', () => {
  expect(artifactName('perf/gate: "a"\n|b?')).toBe('perf-gate- -a-b-');
});
