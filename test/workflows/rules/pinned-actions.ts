import type { Finding, Rule } from '../rule.ts';
import { scalars, type Workflow } from '../workflow.ts';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const TAG = /#\s*v\d+\.\d+\.\d+\s*$/;
/** What the README tells people to paste; there is no commit to name before the first release. */
const PLACEHOLDER = 'org/perf-gate@v1';

export const pinnedActions: Rule = {
  name: 'pinned-actions',
  why: 'a tag can be moved to other code, a commit cannot; the tag beside it is for readers and for updates',
  check(workflow) {
    return usesOf(workflow).flatMap(({ value, line }): Finding[] => {
      if (value.startsWith('./')) return [];
      if (value === PLACEHOLDER && workflow.file.startsWith('examples/')) return [];
      if (!PINNED.test(value)) return [{ line, message: `${value}: expected a commit of 40 digits after @` }];
      return TAG.test(workflow.line(line))
        ? []
        : [{ line, message: `${value}: expected its tag as a comment` }];
    });
  },
};

export interface Use {
  readonly value: string;
  readonly line: number;
}

/** Every action that a workflow uses. */
export function usesOf(workflow: Workflow): Use[] {
  const found = [...scalars(workflow.root.get('jobs'))].filter(({ key }) => key === 'uses');
  return found.map(({ value, pair }) => ({ value, line: workflow.lineOf(pair.value) }));
}
