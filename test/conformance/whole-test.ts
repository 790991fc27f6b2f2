import { writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { runLoad } from '../../src/adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../src/adapters/engine-embedded/output/load-sinks.ts';
import { NO_LOAD_OPTIONS } from '../support/load-options.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { type BackendName, makeTestBackend } from '../support/test-backend.ts';

/** A test from its options to its end: what a case of a single function cannot show. */
export interface WholeTest {
  /** As in the table; `options.*` and `executor.*` beside functions. */
  readonly covers: readonly string[];
  readonly title: string;
  readonly script: string;
  readonly exitCode?: number;
  /** Of the summary: a metric, or a sum of them, with one of its values and what it is, or the least and the most. */
  readonly values?: readonly (readonly [metric: string, value: string, least: number, most?: number])[];
  /** What is said on standard error: the log, the notices, and what handleSummary writes. */
  readonly says?: readonly RegExp[];
}

/** Runs it. @returns what is not as expected, in words; `null` when all is */
export async function wholeTestProblem(test: WholeTest, backend: BackendName): Promise<string | null> {
  const folder = await makeTempFolder();
  try {
    const script = folder.file('script.js');
    await writeFile(script, test.script);
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const never = new AbortController().signal;
    const { exitCode } = await runLoad(
      { ...NO_LOAD_OPTIONS, script, env: { GIVEN: 'yes' }, json: true },
      {
        version: '0.0.0',
        makeBackend: () => makeTestBackend({}, backend),
        sinks: makeLoadSinks(folder.path, stdout, stderr),
        openPrometheus: () => {
          throw new Error('not asked for');
        },
        variables: {},
        terminal: { stdout: false, stderr: false },
        abort: never,
        kill: never,
        onProgress: () => undefined,
      },
    );
    const said = String(stderr.read() ?? '');
    const report = JSON.parse(String(stdout.read() ?? '{}'));
    return problemOf(test, exitCode, report.summary?.metrics ?? {}, said);
  } finally {
    await folder.remove();
  }
}

type Metrics = Readonly<Record<string, { readonly values: Readonly<Record<string, number>> }>>;

function problemOf(test: WholeTest, exitCode: number, metrics: Metrics, said: string): string | null {
  if (exitCode !== (test.exitCode ?? 0)) return `exit code ${exitCode}: ${said}`;
  for (const [metric, name, least, most = least] of test.values ?? []) {
    const value = metric.split('+').reduce((sum, one) => sum + (metrics[one]?.values[name] ?? 0), 0);
    if (value < least || value > most) return `${metric} has ${name} ${value}, expected ${least} to ${most}`;
  }
  const silent = (test.says ?? []).find((words) => !words.test(said));
  return silent === undefined ? null : `${silent} is not said: ${said}`;
}
