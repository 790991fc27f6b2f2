import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MARKS = /(<!-- example:report -->\n)[\s\S]*?(<!-- \/example:report -->)/;

/** Runs the demo and puts its report and charts into the README: every figure there is one that was measured. */
const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-example-'));
try {
  const args = [path.join(ROOT, 'dist/cli.mjs'), 'demo', '--out', 'demo', ...process.argv.slice(2)];
  const demo = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (demo.status !== 0) throw new Error(`the demo ended with ${demo.status}: nothing was changed`);
  const report = demo.stdout.split('\nCharts and reports of the unchanged code:')[0]?.trim() ?? '';
  await putIntoReadme(report);
  await mkdir(path.join(ROOT, 'docs/images'), { recursive: true });
  for (const chart of ['trend.png', 'latency.png'])
    await copyFile(path.join(folder, 'demo/regressed', chart), path.join(ROOT, 'docs/images', chart));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function putIntoReadme(report: string): Promise<void> {
  const file = path.join(ROOT, 'README.md');
  const readme = await readFile(file, 'utf8');
  if (!MARKS.test(readme)) throw new Error('README.md has no place for the example');
  await writeFile(
    file,
    readme.replace(MARKS, (_, open, close) => `${open}\n\`\`\`\n${report}\n\`\`\`\n\n${close}`),
  );
}
