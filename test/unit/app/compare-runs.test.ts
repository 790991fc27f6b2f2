import { expect, it } from 'vitest';
import { compareRuns } from '../../../src/app/compare-runs.ts';
import { renderRunFile } from '../../../src/model/run-file.ts';
import { aPolicy } from '../../support/policy-builder.ts';
import { aRun, type RunShape } from '../../support/run-builder.ts';

const FAILURE = { failOnRegression: true, failOnInconclusive: false, failOnNoBaseline: false };
const NO_SOURCE = {
  commit: null,
  parentCommit: null,
  branch: null,
  defaultBranch: null,
  pullRequest: null,
  runUrl: null,
  job: null,
  actor: null,
};

/** `run.json` files by name, one run each. */
function compare(
  shapes: Readonly<Record<string, RunShape>>,
  baseline: readonly [string, ...string[]],
  candidate: readonly [string, ...string[]],
) {
  const reader = {
    async *read(path: string) {
      yield Buffer.from(renderRunFile([aRun({ ...shapes[path], identity: { job: path } })]));
    },
  };
  const silent = () => undefined;
  return compareRuns(
    { baseline, candidate, warmUpMs: 10_000, policy: aPolicy(), failure: FAILURE },
    {
      reader,
      environment: {
        machine: () => Promise.reject(new Error('not asked for')),
        source: async () => NO_SOURCE,
        newId: () => 'id',
      },
      clock: { now: () => Date.UTC(2026, 0, 31), monotonic: () => 0 },
      logger: { debug: silent, info: silent, warn: silent, error: silent },
      sinks: [],
      version: '0.0.0',
    },
  );
}

const OLD: Readonly<Record<string, RunShape>> = {
  a: { seed: 1 },
  b: { seed: 2, scale: 1.02 },
  c: { seed: 3, scale: 0.98 },
  d: { seed: 4, scale: 1.01 },
  e: { seed: 5 },
};

it('fails files that are half again as slow as those before', async () => {
  const slow = { x: { seed: 8, scale: 1.5 }, y: { seed: 9, scale: 1.5 } };
  const { report, exitCode } = await compare({ ...OLD, ...slow }, ['a', 'b', 'c', 'd', 'e'], ['x', 'y']);
  expect(report).toMatchObject({ verdict: { kind: 'regressed' }, promotion: { kind: 'not-saved' } });
  expect(exitCode).toBe(1);
});

it('judges by all files, whatever their order: a good one does not hide the bad ones after it', async () => {
  const files = { ...OLD, good: { seed: 7 }, x: { seed: 8, scale: 1.5 }, y: { seed: 9, scale: 1.5 } };
  const changeOf = async (...names: [string, ...string[]]) => {
    const { report } = await compare(files, ['a', 'b', 'c', 'd', 'e'], names);
    expect(report.verdict.kind).toBe('regressed');
    return report.change;
  };
  expect(await changeOf('good', 'x', 'y')).toBe(await changeOf('x', 'y', 'good'));
});

it('passes files like those before', async () => {
  const { report, exitCode } = await compare({ ...OLD, x: { seed: 8 } }, ['a', 'b', 'c', 'd', 'e'], ['x']);
  expect(report.verdict.kind).toBe('passed');
  expect(exitCode).toBe(0);
});

it.each([
  ['candidate', ['a', 'b'], ['x', 'x']],
  ['baseline', ['a', 'b', 'a'], ['x']],
] as const)('refuses the same run twice as the %s: it would agree with itself', async (side, before, now) => {
  const files = { ...OLD, x: { seed: 8, scale: 1.5 } };
  await expect(compare(files, before, now)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(`different runs as the ${side}`),
  });
});
