import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CiJob, gitlabJob, jenkinsJob, makeCheckout, runJob } from '../support/ci-job.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { xmlProblems } from '../support/xml-problems.ts';

/** Two looks are enough to be red. */
const FEW_LOOKS = { PERF_GATE_MAX_ROUNDS: '2' };
const GITLAB = { ...FEW_LOOKS, GITLAB_CI: 'true', CI_COMMIT_SHA: 'a1b2c3d4e5f6', CI_DEFAULT_BRANCH: 'main' };
const JENKINS = {
  ...FEW_LOOKS,
  JENKINS_URL: 'http://jenkins.test/',
  JOB_NAME: 'shop/main',
  GIT_COMMIT: 'a1b2c3d4e5f6',
};

/** Branch and change of each server, in its own variables. */
const SERVERS = [
  {
    server: 'GitLab',
    main: () => gitlabJob('latency:main'),
    change: () => gitlabJob('latency:merge-request'),
    accept: () => gitlabJob('accept:main'),
    mainVariables: { ...GITLAB, CI_COMMIT_REF_NAME: 'main', CI_JOB_ID: '1' },
    changeVariables: {
      ...GITLAB,
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'faster-search',
      CI_COMMIT_REF_NAME: 'faster-search',
      CI_JOB_ID: '900',
    },
  },
  {
    server: 'Jenkins',
    main: () => jenkinsJob(),
    change: () => jenkinsJob(),
    accept: () => jenkinsJob('accept'),
    mainVariables: { ...JENKINS, BRANCH_NAME: 'main', BUILD_TAG: 'job-main-1' },
    changeVariables: {
      ...JENKINS,
      CHANGE_ID: '7',
      CHANGE_BRANCH: 'faster-search',
      BRANCH_NAME: 'PR-7',
      BUILD_TAG: 'job-pr-7-1',
    },
  },
];

/** Each run takes seconds, so `npm test` runs the shorter story; `npm run test:examples` runs all. */
const ALL = process.env.PERF_GATE_EXAMPLES === 'all';
const ONLY = ALL ? '' : ' (only with npm run test:examples)';

describe.each(SERVERS)(
  'the example for $server',
  ({ server, main, change, accept, mainVariables, changeVariables }) => {
    let folder: TempFolder;
    let jobs: { readonly main: CiJob; readonly change: CiJob; readonly accept: CiJob };
    beforeAll(async () => {
      folder = await makeTempFolder();
      await makeCheckout(folder.path);
      jobs = { main: await main(), change: await change(), accept: await accept() };
    });
    afterAll(() => folder.remove());

    const inHome = (name: string) =>
      folder.file(name.replace('$HOME/', '').replace(/\$\{JOB_NAME.*?\}/, 'shop'));

    it('calls the command line once in each job', () => {
      for (const { commands, baselines } of Object.values(jobs)) {
        expect(commands).toHaveLength(1);
        expect(baselines).toBe(jobs.main.baselines);
      }
      expect(jobs.main.keepsRed).toBe(true);
    });

    it('fills the directory that it keeps, on main', async () => {
      const { code, output } = await runJob(jobs.main, folder.path, mainVariables, {});
      expect(output).toMatch(/no baseline/i);
      expect(code).toBe(0);
      expect(await readdir(inHome(jobs.main.baselines))).not.toEqual([]);
    });

    it.skipIf(!ALL && server !== 'GitLab')(
      `is red for a slower change, with JUnit and reports where the server looks for them${server === 'GitLab' ? '' : ONLY}`,
      async () => {
        const { code, output } = await runJob(jobs.change, folder.path, changeVariables, { slowdown: 3 });
        expect(output).toMatch(/regressed/i);
        expect(code).toBe(1);
        const junit = await readFile(inHome(jobs.change.junit), 'utf8');
        expect(xmlProblems(junit)).toEqual([]);
        expect(junit).toMatch(/<testsuites[^>]* failures="[1-9]/);
        expect(await readdir(inHome(jobs.change.artifacts))).toEqual(
          expect.arrayContaining(['report.json', 'report.md', 'trend.png', 'latency.png']),
        );
      },
    );

    it.skipIf(!ALL)(`is green for an unchanged change, and says what it is of${ONLY}`, async () => {
      const { code } = await runJob(jobs.change, folder.path, changeVariables, {});
      expect(code).toBe(0);
      const report = JSON.parse(await readFile(inHome(`${jobs.change.artifacts}/report.json`), 'utf8'));
      expect(report).toMatchObject({ branch: 'faster-search', pullRequest: 7, commit: 'a1b2c3d4e5f6' });
      expect(report.promotion.kind).not.toBe('promoted');
    });

    it.skipIf(!ALL)(
      `keeps a slower main until somebody accepts it, where the baseline is${ONLY}`,
      async () => {
        const slower = { ...mainVariables, CI_JOB_ID: '2', BUILD_TAG: 'job-main-2' };
        expect((await runJob(jobs.main, folder.path, slower, { slowdown: 3 })).code).toBe(1);
        const reason = { ...mainVariables, ACCEPT_REASON: 'search ranks by "relevance"' };
        const { code, output } = await runJob(jobs.accept, folder.path, reason, {});
        expect(output).toMatch(/accepted/i);
        expect(code).toBe(0);
      },
    );
  },
);
