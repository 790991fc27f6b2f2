import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const FOLDER = path.join(ROOT, '.cache/actionlint');
const BINARY = path.join(FOLDER, 'actionlint');

/** Runs actionlint over all workflows. It comes through Go's module proxy; without Go this step is skipped, and says so. */
const problem = existsSync(BINARY) ? null : install();
if (problem === null) process.exitCode = await lint();
else console.log(`skipped 1 check: actionlint could not be installed (${problem})`);

function install(): string | null {
  const options = { env: { ...process.env, GOBIN: FOLDER }, encoding: 'utf8', timeout: 300_000 } as const;
  const { error, status, stderr } = spawnSync('go', ['install', ACTIONLINT], options);
  if (error !== undefined) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? `go install ended with ${status}`);
}

async function lint(): Promise<number> {
  const files = await workflowFiles();
  const { status } = spawnSync(BINARY, files, { cwd: ROOT, stdio: 'inherit' });
  console.log(`actionlint: ${files.length} workflows, ${status === 0 ? 'nothing found' : 'see above'}`);
  return status ?? 1;
}

async function workflowFiles(): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, 'examples'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `examples/${name}`);
  const places = ['.github/workflows', ...folders];
  const lists = await Promise.all(
    places.map(async (place) => (await readdir(path.join(ROOT, place))).map((name) => `${place}/${name}`)),
  );
  return lists.flat().filter((file) => /\/[^./][^/]*\.ya?ml$/.test(file));
}
