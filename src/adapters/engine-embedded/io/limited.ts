/** Where a batch stands: how many run in all, and how many per key. 0 means no limit. */
export interface Limits {
  readonly total: number;
  readonly perKey: number;
}

/** Runs tasks in order of arrival within both limits; resolves with their results in the order of the tasks. */
export function runLimited<Task, Result>(
  tasks: readonly Task[],
  keyOf: (task: Task) => string,
  limits: Limits,
  run: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  const waiting = tasks.map((task, index) => ({ task, index, key: keyOf(task) }));
  const running = new Map<string, number>();
  let inFlight = 0;
  return new Promise((resolve, reject) => {
    const fits = (key: string) =>
      (limits.total <= 0 || inFlight < limits.total) &&
      (limits.perKey <= 0 || (running.get(key) ?? 0) < limits.perKey);
    const count = (key: string, step: 1 | -1) => {
      inFlight += step;
      running.set(key, (running.get(key) ?? 0) + step);
    };
    const next = () => {
      if (waiting.length === 0 && inFlight === 0) resolve(results);
      for (let at = 0; at < waiting.length; ) {
        const entry = waiting[at];
        if (entry === undefined || !fits(entry.key)) {
          at += 1;
          continue;
        }
        waiting.splice(at, 1);
        count(entry.key, 1);
        run(entry.task).then((result) => {
          results[entry.index] = result;
          count(entry.key, -1);
          next();
        }, reject);
      }
    };
    next();
  });
}
