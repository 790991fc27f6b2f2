import type { Rule } from './rule.ts';
import { concurrency, fixedRunner, timeout } from './rules/bounds.ts';
import { type ActionContract, knownInputs } from './rules/known-inputs.ts';
import { leastPermissions, topPermissions } from './rules/permissions.ts';
import { pinnedActions } from './rules/pinned-actions.ts';
import { noExpressionInScripts, noForeignCode, noStoredToken } from './rules/untrusted-input.ts';

/** What holds for every workflow of this repository and every one that it tells people to paste. */
export function workflowRules(contract: ActionContract): readonly Rule[] {
  return [
    pinnedActions,
    topPermissions,
    leastPermissions,
    timeout,
    concurrency,
    fixedRunner,
    noExpressionInScripts,
    noForeignCode,
    noStoredToken,
    knownInputs(contract),
  ];
}
