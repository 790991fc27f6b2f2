import { isMap } from 'yaml';
import type { Rule } from '../rule.ts';

const LONGEST_MINUTES = 60;

export const timeout: Rule = {
  name: 'timeout',
  why: 'a job that hangs costs six hours otherwise',
  check({ jobs, lineOf }) {
    return jobs.flatMap(({ name, node }) => {
      const minutes = node.get('timeout-minutes');
      const fits = typeof minutes === 'number' && minutes > 0 && minutes <= LONGEST_MINUTES;
      const message = `job ${name}: expected timeout-minutes from 1 to ${LONGEST_MINUTES}`;
      return fits || node.has('uses') ? [] : [{ line: lineOf(node), message }];
    });
  },
};

/** Values that are different for each ref, or for each branch of each fork. */
const PER_REF = /github\.ref\b|github\.event\.workflow_run\.head_branch/;
const ONLY_PULL_REQUESTS = /^\$\{\{ github\.event_name == 'pull_request' \}\}$/;

export const concurrency: Rule = {
  name: 'concurrency',
  why: 'an outdated run of a pull request is waste; a run of main that is cut off is a baseline lost',
  check({ root, events, lineOf }) {
    const bounds = root.get('concurrency');
    if (!isMap(bounds))
      return [{ line: 1, message: 'expected concurrency with group and cancel-in-progress' }];
    const findings = [];
    if (!PER_REF.test(String(bounds.get('group'))))
      findings.push({ line: lineOf(bounds), message: 'expected a group for each ref' });
    const cancel = bounds.get('cancel-in-progress');
    const onlyPullRequests = events.every((event) => event === 'pull_request');
    if (
      cancel !== false &&
      !ONLY_PULL_REQUESTS.test(String(cancel)) &&
      !(cancel === true && onlyPullRequests)
    )
      findings.push({ line: lineOf(bounds), message: 'only runs of pull requests may be cancelled' });
    return findings;
  },
};

export const fixedRunner: Rule = {
  name: 'fixed-runner',
  why: 'when -latest moves to another image, every baseline is of another machine',
  check({ jobs, lineOf }) {
    return jobs.flatMap(({ node }) => {
      const runsOn = node.get('runs-on');
      return typeof runsOn === 'string' && runsOn.endsWith('-latest')
        ? [{ line: lineOf(node), message: `${runsOn}: expected an image by its version` }]
        : [];
    });
  },
};
