import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Finding, Rule } from '../rule.ts';
import type { Workflow } from '../workflow.ts';

export const topPermissions: Rule = {
  name: 'top-permissions',
  why: 'without them the repository decides, and a job that needs nothing may write everything',
  check({ root, lineOf }) {
    const permissions = root.get('permissions');
    if (!isMap(permissions))
      return [{ line: 1, message: 'expected permissions: {} or contents: read at the top' }];
    return rightsOf(permissions).flatMap(({ scope, right, node }) =>
      scope === 'contents' && right === 'read'
        ? []
        : [{ line: lineOf(node), message: `${scope}: ${right} belongs to the job that needs it` }],
    );
  },
};

/** What a job may be given, where it says what for. */
const WRITABLE = ['pull-requests', 'issues', 'contents', 'id-token', 'attestations', 'security-events'];

export const leastPermissions: Rule = {
  name: 'least-permissions',
  why: 'a right that nobody can explain is one too many',
  check(workflow) {
    return workflow.jobs.flatMap(({ node }) => {
      const permissions = node.get('permissions');
      if (permissions === undefined) return [];
      if (!isMap(permissions))
        return [
          { line: workflow.lineOf(node), message: `permissions: ${permissions} is more than is needed` },
        ];
      return rightsOf(permissions).flatMap((given) => unexplained(workflow, given));
    });
  },
};

function unexplained({ lineOf, line }: Workflow, { scope, right, node }: Right): Finding[] {
  if (right !== 'write') return [];
  const at = lineOf(node);
  if (!WRITABLE.includes(scope)) return [{ line: at, message: `${scope}: write is not needed here` }];
  return /#\s*\S/.test(line(at))
    ? []
    : [{ line: at, message: `${scope}: write: expected a comment on what for` }];
}

interface Right {
  readonly scope: string;
  readonly right: string;
  readonly node: unknown;
}

function rightsOf(permissions: YAMLMap): Right[] {
  return permissions.items.map(({ key, value }) => ({
    scope: String(key),
    right: isScalar(value) ? String(value.value) : '',
    node: value,
  }));
}
