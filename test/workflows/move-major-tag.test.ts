import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { readRepositoryFile } from './workflow-files.ts';

/** Lists $TAGS, refuses to move a tag that is not in $EXISTING, and writes down what it was asked to do. */
const GH = `#!/bin/sh
if [ "$2" = --paginate ]; then printf '%s\\n' $TAGS; exit; fi
echo "$3 \${4##*/} $*" >> "$LOG"
[ "$3" = POST ] || [ "\${4##*/}" = "$EXISTING" ]
`;

let folder: TempFolder;
let script: string;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('gh'), GH);
  await chmod(folder.file('gh'), 0o755);
  const { jobs } = parse(await readRepositoryFile('.github/workflows/release.yml'));
  script = jobs['move-major-tag'].steps[0].run;
});
afterAll(() => folder.remove());

/** What GitHub is asked to do after the release of a tag. */
async function requests(tag: string, tags: readonly string[], existing: string): Promise<readonly string[]> {
  const log = folder.file('log');
  await writeFile(log, '');
  const env = {
    PATH: `${folder.path}:${process.env.PATH}`,
    GITHUB_REF_NAME: tag,
    GITHUB_SHA: 'a1b2c3d',
    REPOSITORY: 'org/perf-gate',
    TAGS: tags.join(' '),
    EXISTING: existing,
    LOG: log,
  };
  const { status, stderr } = spawnSync('bash', ['--norc', '-e', '-c', script], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
}

describe('the major tag after a release', () => {
  it('is moved to the newest version', async () => {
    const asked = await requests('v1.10.0', ['v1.9.3', 'v1.10.0', 'v1.2.0'], 'v1');
    expect(asked).toEqual([expect.stringMatching(/^PATCH v1 .*-f sha=a1b2c3d -F force=true$/)]);
  });

  it('is not moved back by a fix of an older version', async () => {
    expect(await requests('v1.9.4', ['v1.9.3', 'v1.9.4', 'v1.10.0'], 'v1')).toEqual([]);
  });

  it('is made with the first version of a major one', async () => {
    const asked = await requests('v2.0.0', ['v2.0.0'], 'v1');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/^POST refs .*-f ref=refs\/tags\/v2 -f sha=a1b2c3d$/);
  });
});
