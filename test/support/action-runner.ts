import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOutputs } from './action-outputs.ts';
import { type ActionsService, startActionsService } from './actions-service/actions-service.ts';
import { PullRequestBoard } from './actions-service/pull-request-board.ts';
import { issueRoutes } from './actions-service/rest/issues.ts';
import { pullRoutes } from './actions-service/rest/pulls.ts';
import type { RunnerJob } from './actions-service/runner-environment.ts';
import { node24 } from './bundled-cli.ts';
import { type FakeK6Settings, installFakeK6 } from './fake-k6.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

/** The committed bundle; `PERF_GATE_DIST` names another one while it is being worked on. */
const DIST = process.env.PERF_GATE_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));
const ENTRY = path.join(DIST, 'action.mjs');

export const hasBundledAction = existsSync(ENTRY);

export interface StepRun {
  readonly job?: RunnerJob;
  /** By the name of the input. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Payload of the event; without it GITHUB_EVENT_PATH names nothing. */
  readonly event?: unknown;
  /** More variables; an empty one is as good as missing. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the stand-in for k6 measures. */
  readonly load?: FakeK6Settings;
  /** Of the token in `github-token`; `null` gives none. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>> | null;
  /** Called with the process once it runs. */
  readonly onStart?: (pid: number) => void;
}

export interface StepResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A runner with a workspace, and GitHub on loopback. */
export interface ActionRunner {
  readonly service: ActionsService;
  readonly board: PullRequestBoard;
  readonly workspace: TempFolder;
  step(run?: StepRun): Promise<StepResult>;
  close(): Promise<void>;
}

const LOAD: FakeK6Settings = { rate: 40, durationMs: 60_000, medianMs: 20, sigma: 0.4 };
const ALL = { actions: 'read', 'pull-requests': 'write' } as const;

/** Starts a double of GitHub with a job's machine: fake-k6 on PATH, a script, and the Node that runs actions. */
export async function startActionRunner(): Promise<ActionRunner> {
  const board = new PullRequestBoard();
  const service = await startActionsService({ routes: [...issueRoutes(board), ...pullRoutes(board)] });
  const workspace = await makeTempFolder();
  await mkdir(workspace.file('bin'));
  await mkdir(workspace.file('runner'));
  await installFakeK6(workspace.file('bin'), LOAD);
  await writeFile(
    workspace.file('load.js'),
    'export const options = { scenarios: {} };\nexport default function () {}\n',
  );
  let steps = 0;
  return {
    service,
    board,
    workspace,
    async step(run = {}) {
      const files = await stepFiles(workspace, ++steps, run.event);
      const log = await execute(
        environmentOf(run, { service, workspace, files }),
        workspace.path,
        run.onStart,
      );
      const read = (name: string) => readFile(name, 'utf8').catch(() => '');
      return { ...log, outputs: parseOutputs(await read(files.output)), summary: await read(files.summary) };
    },
    async close() {
      await service.close();
      await workspace.remove();
    },
  };
}

interface StepFiles {
  readonly output: string;
  readonly summary: string;
  readonly event: string;
}

async function stepFiles(workspace: TempFolder, step: number, event: unknown): Promise<StepFiles> {
  const file = (name: string) => workspace.file(path.join('runner', `${step}-${name}`));
  const files = { output: file('output'), summary: file('summary'), event: file('event.json') };
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  if (event !== undefined) await writeFile(files.event, JSON.stringify(event));
  return files;
}

function environmentOf(
  { job, inputs = {}, variables = {}, load = {}, permissions = ALL }: StepRun,
  world: { readonly service: ActionsService; readonly workspace: TempFolder; readonly files: StepFiles },
): Record<string, string> {
  const { service, workspace, files } = world;
  const given = {
    script: 'load.js',
    env: `FAKE_K6=${JSON.stringify(load)}`,
    'github-token': permissions === null ? '' : service.issueToken(permissions),
    'matrix-jobs': '1',
    ...inputs,
  };
  return {
    PATH: `${workspace.file('bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: workspace.path,
    RUNNER_OS: 'Linux',
    RUNNER_ENVIRONMENT: 'github-hosted',
    ImageOS: 'ubuntu24',
    RUNNER_TEMP: workspace.file('runner'),
    RUNNER_TOOL_CACHE: workspace.file('tools'),
    GITHUB_WORKSPACE: workspace.path,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_ACTOR: 'ada',
    ...service.environment(job),
    ...Object.fromEntries(
      Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...variables,
  };
}

function execute(
  env: Record<string, string>,
  cwd: string,
  onStart: ((pid: number) => void) | undefined,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn(node24() ?? process.execPath, [ENTRY], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (chunk: Buffer) => {
    log += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  if (child.pid !== undefined) onStart?.(child.pid);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, log }));
  });
}
