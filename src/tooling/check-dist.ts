import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { bundle } from './bundle.ts';

const COMMITTED = fileURLToPath(new URL('../../dist/', import.meta.url));
const MAX_BYTES = 11 * 1024 * 1024;

/** Builds afresh and compares with what is committed, byte for byte. */
const fresh = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-dist-'));
try {
  await bundle(fresh);
  const problems = await differences(COMMITTED, fresh);
  const bytes = await sizeOf(fresh);
  if (bytes > MAX_BYTES) problems.push(`dist has ${bytes} bytes, more than ${MAX_BYTES}`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0)
    console.error('dist/ is not what the sources make: run npm run build and commit it');
  console.log(`dist: ${(bytes / 2 ** 20).toFixed(1)} MB in ${(await readdir(fresh)).length} files`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await rm(fresh, { recursive: true, force: true });
}

async function differences(committed: string, built: string): Promise<string[]> {
  const [before, after] = [await names(committed), await names(built)];
  const problems = before
    .filter((name) => !after.includes(name))
    .map((name) => `dist/${name} should not be there`);
  for (const name of after) {
    if (!before.includes(name)) problems.push(`dist/${name} is missing`);
    else if (!(await contentOf(committed, name)).equals(await contentOf(built, name)))
      problems.push(`dist/${name} differs`);
  }
  return problems;
}

/** Of a packed file what is in it: the bytes of the pack depend on the zlib of the machine. */
async function contentOf(folder: string, name: string): Promise<Buffer> {
  const bytes = await readFile(path.join(folder, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder)) bytes += (await stat(path.join(folder, name))).size;
  return bytes;
}
