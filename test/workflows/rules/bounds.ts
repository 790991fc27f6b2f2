import { isMap, isScalar } from 'yaml';
import type { Rule } from '../rule.ts';

const LONGEST_MINUTES = 60;
/** GitHub ends jobs on its own runners after six hours, jobs on other runners after five days. */
const LONGEST_HOSTED = 360;
const LONGEST_SELF_HOSTED = 5 * 24 * 60;

export const timeout: Rule = {
  name: 'timeout',
  why: 'a job that hangs costs six hours otherwise',
  check({ jobs, lineOf, line }) {
    return jobs.flatMap(({ name, node }) => {
      const minutes = node.get('timeout-minutes', true);
      const value = isScalar(minutes) ? Number(minutes.value) : Number.NaN;
      const explained = /#\s*\S/.test(line(lineOf(minutes)));
      const ownRunner = String(node.get('runs-on')).includes('self-hosted');
      const longest = explained ? (ownRunner ? LONGEST_SELF_HOSTED : LONGEST_HOSTED) : LONGEST_MINUTES;
      const fits = value > 0 && value <= longest;
      const message = `job ${name}: expected timeout-minutes from 1 to ${LONGEST_MINUTES}, or a comment on what takes longer`;
      return fits || node.has('uses') ? [] : [{ line: lineOf(node), message }];
    });
  },
};

/** Values that are different for each ref, or for each branch of each fork. */
const PER_REF = /github\.ref\b|github\.event\.workflow_run\.head_branch/;
/** Tests of one environment wait for one another, whichever workflow they are of. */
const PER_TARGET = /^load-test-[\w-]+$/;
const ONLY_PULL_REQUESTS = /^\$\{\{ github\.event_name == 'pull_request' \}\}$/;

export const concurrency: Rule = {
  name: 'concurrency',
  why: 'an outdated run of a pull request is waste; a run of main that is cut off is a baseline lost',
  check({ root, events, lineOf }) {
    const bounds = root.get('concurrency');
    if (!isMap(bounds))
      return [{ line: 1, message: 'expected concurrency with group and cancel-in-progress' }];
    const findings = [];
    const group = String(bounds.get('group'));
    const isScheduled = events.every((event) => ['schedule', 'workflow_dispatch'].includes(event));
    if (!PER_REF.test(group) && !(isScheduled && PER_TARGET.test(group)))
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
