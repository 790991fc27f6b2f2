import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { TempFolder } from './temp-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The committed bundle; `PERF_GATE_DIST` names another one while it is being worked on. */
const DIST = process.env.PERF_GATE_DIST ?? path.join(ROOT, 'dist');

/** The script of a named step. @throws Error when the job has no such step */
export async function stepScript(file: string, job: string, name: string): Promise<string> {
  const { jobs } = parse(await readFile(path.join(ROOT, file), 'utf8'));
  const steps: readonly { name?: string; run?: string }[] = jobs[job].steps;
  const script = steps.find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`${file}: job ${job} has no step "${name}" with a script`);
  return script;
}

/** A checkout of this repository, and programs that stand in for those of the runner. */
export async function makeWorkspace(
  folder: TempFolder,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
  await symlink(DIST, folder.file('dist'));
  for (const name of ['k6', 'examples', 'manifests']) await symlink(path.join(ROOT, name), folder.file(name));
  await mkdir(folder.file('bin'));
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(folder.file(`bin/${name}`), text);
    await chmod(folder.file(`bin/${name}`), 0o755);
  }
}

export interface StepRun {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script as the runner does (bash with -e and pipefail), with the given variables and no others. */
export function runStep(
  script: string,
  folder: TempFolder,
  variables: Readonly<Record<string, string>>,
  timeout = 150_000,
): Promise<StepRun> {
  const env = { PATH: `${folder.file('bin')}:${process.env.PATH}`, HOME: folder.path, ...variables };
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const child = spawn('bash', args, { cwd: folder.path, env, timeout });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}
