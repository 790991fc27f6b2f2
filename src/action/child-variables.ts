/** Names that reach this step alone: its inputs, tokens and the files by which a step talks to the runner. */
const OURS = /^(INPUT_|ACTIONS_|STATE_)/i;
const FILES: ReadonlySet<string> = new Set([
  'GITHUB_OUTPUT',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
]);

/**
 * The environment of servers that paired mode starts, which may be anybody's code: what a `run:` step of the job would
 * have, without the Action's inputs (a token among them), the token of the runner's services and its command files.
 */
export function childVariables(
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !OURS.test(name) && !FILES.has(name.toUpperCase())),
  );
}
