import type { CallResult, EngineSample } from '../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { startEchoSockets } from '../support/echo-sockets.ts';
import { aCall, type GuestBench, openBench } from '../support/guest-bench.ts';
import { startHttpbin } from '../support/httpbin.ts';
import type { BackendName } from '../support/test-backend.ts';
import { type ConformanceCase, caseSource } from './conformance-case.ts';

export interface CaseResult {
  readonly case: ConformanceCase;
  /** `null`: as expected. */
  readonly problem: string | null;
}

/** A case that has not ended by then never does. */
const LIMIT_MS = 15_000;

/** Runs cases on a backend: all that load in one script, those that are refused each in its own. */
export async function runCases(
  cases: readonly ConformanceCase[],
  backend: BackendName,
): Promise<readonly CaseResult[]> {
  const [bin, sockets] = [await startHttpbin(), await startEchoSockets()];
  const env = { BASE: bin.url, WS: sockets.url, GIVEN: 'yes' };
  try {
    const refused = cases.filter(({ refuses }) => refuses !== undefined);
    const runnable = cases.filter(({ refuses }) => refuses === undefined);
    const results: CaseResult[] = [];
    for (const one of refused) results.push({ case: one, problem: await refusalProblem(one, backend, env) });
    return [...results, ...(await runTogether(runnable, backend, env))];
  } finally {
    await bin.close();
    await sockets.close();
  }
}

async function refusalProblem(
  one: ConformanceCase,
  backend: BackendName,
  env: Record<string, string>,
): Promise<string | null> {
  try {
    const bench = await openBench(caseSource(one), { backend, env, files: one.files ?? {} });
    await bench.close();
    return `loaded, where ${one.refuses} should be said`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return one.refuses?.test(message) === true ? null : `refused with other words: ${message}`;
  }
}

async function runTogether(
  cases: readonly ConformanceCase[],
  backend: BackendName,
  env: Record<string, string>,
): Promise<readonly CaseResult[]> {
  const files = Object.assign(
    Object.fromEntries(cases.map((one, index) => [`case-${index}.js`, caseSource(one)])),
    ...cases.map((one) => one.files ?? {}),
  );
  const main = cases
    .map((_, index) => `import c${index} from './case-${index}.js'; export { c${index} };`)
    .join('\n');
  const bench = await openBench(main, {
    backend,
    env,
    files,
    options: { scenarios: { default: { executor: 'ramping-vus', stages: [{ duration: '1h', target: 1 }] } } },
  });
  try {
    const results: CaseResult[] = [];
    for (const [index, one] of cases.entries())
      results.push({ case: one, problem: await caseProblem(one, `c${index}`, bench) });
    return results;
  } finally {
    await bench.close();
  }
}

async function caseProblem(one: ConformanceCase, exec: string, bench: GuestBench): Promise<string | null> {
  bench.samples.splice(0);
  bench.logs.splice(0);
  const vu = await bench.firstVu();
  const timer = setTimeout(() => vu.interrupt(), LIMIT_MS);
  const startTimeMs = Date.now();
  const scenario = { name: 'default', executor: 'ramping-vus', startTimeMs };
  const result = await vu.call(aCall({ exec, scenario }));
  clearTimeout(timer);
  return (
    endProblem(one, result) ??
    samplesProblem(one, bench.samples) ??
    tagsProblem(one, bench.samples) ??
    logsProblem(one, bench.logs)
  );
}

function endProblem({ throws, returns }: ConformanceCase, { end }: CallResult): string | null {
  if (throws !== undefined) {
    if (end.kind !== 'threw') return `ended with ${JSON.stringify(end)}, where ${throws} should be thrown`;
    return throws.test(end.message) ? null : `threw other words: ${end.message}`;
  }
  if (end.kind !== 'returned') return `ended with ${JSON.stringify(end)}`;
  if (returns === undefined) return null;
  const [got, wanted] = [sorted(JSON.parse(end.value ?? 'null')), sorted(returns)];
  return got === wanted ? null : `returned ${got}, expected ${wanted}`;
}

function samplesProblem({ samples = {} }: ConformanceCase, seen: readonly EngineSample[]): string | null {
  for (const [metric, count] of Object.entries(samples)) {
    const got = seen.filter((sample) => sample.metric === metric).length;
    if (got !== count) return `${got} samples of ${metric}, expected ${count}`;
  }
  return null;
}

function tagsProblem({ tags = {} }: ConformanceCase, seen: readonly EngineSample[]): string | null {
  for (const [metric, wanted] of Object.entries(tags)) {
    const own = seen.filter((sample) => sample.metric === metric);
    if (own.length === 0) return `no samples of ${metric}`;
    for (const { tags: got } of own) {
      for (const [name, value] of Object.entries(wanted))
        if (got[name] !== value) return `${metric} has ${name}=${got[name]}, expected ${value}`;
    }
  }
  return null;
}

function logsProblem({ logs = [] }: ConformanceCase, seen: readonly string[]): string | null {
  const missing = logs.find((line) => !seen.some((text) => line.test(text)));
  return missing === undefined ? null : `no line ${missing} in the log: ${JSON.stringify(seen)}`;
}

/** JSON with keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => a.localeCompare(b)))
      : item,
  );
}
