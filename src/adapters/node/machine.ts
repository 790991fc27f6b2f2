import os from 'node:os';
import type { Machine } from '../../model/environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The machine that this process runs on; `runner` names its class, so that like is compared with like. */
export function machineFacts(variables: Variables): Machine {
  const cpus = os.cpus();
  return {
    runner: runnerClass(variables),
    os: `${os.platform()} ${os.arch()}`,
    kernel: os.release(),
    cpuModel: (cpus[0]?.model ?? 'unknown').trim(),
    cores: Math.max(1, os.availableParallelism()),
    memoryMb: Math.round(os.totalmem() / 2 ** 20),
  };
}

/** Class of the CI runner in words; `local` outside CI. */
export function runnerClass(variables: Variables): string {
  if (variables.GITHUB_ACTIONS === 'true') {
    const hosted = variables.RUNNER_ENVIRONMENT === 'self-hosted' ? 'self-hosted' : 'github-hosted';
    return `${hosted} ${variables.ImageOS ?? variables.RUNNER_OS ?? 'unknown'}`;
  }
  if (variables.GITLAB_CI === 'true') return `gitlab ${variables.CI_RUNNER_DESCRIPTION ?? 'runner'}`;
  if (variables.JENKINS_URL !== undefined) return `jenkins ${variables.NODE_LABELS ?? 'agent'}`;
  return variables.CI === undefined ? 'local' : 'ci';
}
