/** A run of a workflow, as far as the API's answers need it. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly number: number;
  readonly event: string;
  readonly branch: string | null;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  /** `.github/workflows/perf.yml`. */
  readonly workflowPath: string;
  readonly createdAt: string;
  /** `owner/name` of the repository that the commit comes from. */
  readonly headRepository: string;
}

/** The runs of the repository, in the order in which they began. */
export class WorkflowRuns {
  readonly runs: WorkflowRun[] = [];
  readonly #repository: string;
  readonly #now: () => number;

  constructor(repository: string, now: () => number) {
    this.#repository = repository;
    this.#now = now;
  }

  /** Files a run: a successful push to `main` unless told otherwise. */
  add(given: Partial<WorkflowRun> = {}): WorkflowRun {
    const number = this.runs.length + 1;
    const run: WorkflowRun = {
      id: 9_000 + number,
      attempt: 1,
      number,
      event: 'push',
      branch: 'main',
      sha: number.toString(16).padStart(40, '0'),
      status: 'completed',
      conclusion: 'success',
      workflowPath: '.github/workflows/perf.yml',
      createdAt: new Date(this.#now()).toISOString(),
      headRepository: this.#repository,
      ...given,
    };
    this.runs.push(run);
    return run;
  }
}

/** The name under which the results service knows a run. */
export function runBackendId(runId: number | string): string {
  return `run-${runId}`;
}

export function runIdOf(backendId: string): number {
  return Number(backendId.replace('run-', ''));
}
