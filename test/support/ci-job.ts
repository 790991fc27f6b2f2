import { execFile } from 'node:child_process';
import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type FakeK6Settings, installFakeK6 } from './fake-k6.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The committed bundle; `PERF_GATE_DIST` names another one while it is being worked on. */
const DIST = process.env.PERF_GATE_DIST ?? path.join(ROOT, 'dist');

/** A job of another CI server, as far as this product has to do with it. */
export interface CiJob {
  /** The lines that call the command line. */
  readonly commands: readonly string[];
  readonly junit: string;
  readonly artifacts: string;
  /** The directory that outlives the job, as the file says it. */
  readonly baselines: string;
  /** Whether a job that fails leaves its run there. */
  readonly keepsRed: boolean;
}

/** A job of the GitLab example, with what it extends. */
export async function gitlabJob(name: string): Promise<CiJob> {
  const file = parse(await readFile(path.join(ROOT, 'examples/gitlab/.gitlab-ci.yml'), 'utf8'));
  const job = inherited(file, name);
  return {
    commands: cliLines(job.script),
    junit: job.artifacts?.reports.junit ?? '',
    artifacts: job.artifacts?.paths[0] ?? '',
    baselines: job.cache.paths[0],
    keepsRed: job.cache.when === 'always',
  };
}

interface GitlabJob {
  readonly extends?: string;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly paths: readonly [string];
    readonly reports: { readonly junit: string };
  } | null;
  readonly cache: { readonly paths: readonly [string]; readonly when?: string };
}

function inherited(file: Readonly<Record<string, GitlabJob>>, name: string): GitlabJob {
  const job = file[name];
  if (job === undefined) throw new Error(`the example has no job ${name}`);
  return job.extends === undefined ? job : { ...inherited(file, job.extends), ...job };
}

/** A stage of the Jenkins example. */
export async function jenkinsJob(stage = 'latency'): Promise<CiJob> {
  const text = await readFile(path.join(ROOT, 'examples/jenkins/Jenkinsfile'), 'utf8');
  const from = text.slice(text.indexOf(`stage('${stage}')`));
  const script = /sh '''([\s\S]*?)'''/.exec(from)?.[1] ?? '';
  return {
    commands: cliLines(script.split('\n')),
    junit: /junit '([^']+)'/.exec(text)?.[1] ?? '',
    artifacts: /artifacts: '([^']+)\/\*\*'/.exec(text)?.[1] ?? '',
    baselines: /--store "([^"]+)"/.exec(script)?.[1] ?? '',
    keepsRed: true,
  };
}

function cliLines(script: readonly string[]): string[] {
  return script.map((line) => line.trim()).filter((line) => line.includes('dist/cli.mjs'));
}

/** A checkout of this repository as a CI server would have it, with a stand-in for k6 in PATH. */
export async function makeCheckout(folder: string): Promise<void> {
  await symlink(DIST, path.join(folder, 'dist'));
  for (const name of ['k6', 'examples']) await symlink(path.join(ROOT, name), path.join(folder, name));
}

export interface JobRun {
  readonly code: number;
  readonly output: string;
}

/** Runs the lines of a job as a shell of the server would: in the checkout, with the server's variables. */
export async function runJob(
  { commands }: CiJob,
  folder: string,
  variables: Readonly<Record<string, string>>,
  k6: FakeK6Settings,
): Promise<JobRun> {
  const bin = await mkdtemp(path.join(folder, 'bin-'));
  await installFakeK6(bin, { seed: 1, rate: 30, durationMs: 60_000, medianMs: 20, sigma: 0.4, ...k6 });
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: folder, ...variables };
  return new Promise((resolve) => {
    execFile('sh', ['-e', '-c', commands.join('\n')], { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: stdout + stderr });
    });
  });
}
