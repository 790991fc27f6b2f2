import { type GateRequest, gateRequest } from '../config/gate-request.ts';
import { invalidConfig } from '../config/resolve-settings.ts';
import { quote } from '../config/setting.ts';
import type { ActionSettings } from './read-inputs.ts';

/** Where baselines are kept. */
export type BaselinePlace =
  | { readonly kind: 'cache' }
  | { readonly kind: 'artifact' }
  | { readonly kind: 'directory'; readonly path: string };

/**
 * The request to the one use case, from the inputs of a job that measures.
 * @throws GateError CONFIG_INVALID
 */
export function gateRequestOf(settings: ActionSettings): GateRequest {
  if (settings.script === null)
    throw invalidConfig([{ path: 'input script', expected: 'the path of a k6 script', got: 'nothing' }]);
  checkMode(settings);
  checkStore(settings);
  checkBranches(settings);
  const request = gateRequest(settings.script, { ...settings, store: settings.baselineStore });
  const failure = { ...request.failure, reportOnly: settings.mode === 'report-only' };
  // Which engine there is must not depend on a download: without k6 there is no answer, rather than another one.
  const inDirectory = baselinePlace(settings.baselineStore).kind === 'directory';
  const toAccept = inDirectory || request.toAccept === null ? request.toAccept : BY_HAND;
  return { ...request, failure, toAccept, engine: request.engine === 'auto' ? 'k6' : request.engine };
}

/** No command reaches the baselines that GitHub keeps. */
const BY_HAND = 'the input `accept-reason`, in a run of the workflow by hand';

export function baselinePlace(baselineStore: string): BaselinePlace {
  if (baselineStore === 'cache' || baselineStore === 'artifact') return { kind: baselineStore };
  return { kind: 'directory', path: baselineStore };
}

/**
 * A word that was meant for `cache` would be an empty directory in every job: no baseline, and so green, for ever.
 * @throws GateError CONFIG_INVALID
 */
export function checkStore({ baselineStore }: Pick<ActionSettings, 'baselineStore'>): void {
  if (baselinePlace(baselineStore).kind !== 'directory' || /[./\\]/.test(baselineStore)) return;
  const expected = `cache, artifact, or a directory written with a slash, such as ./${baselineStore}`;
  throw invalidConfig([{ path: 'input baseline-store', expected, got: quote(baselineStore) }]);
}

/** What one should hear of the inputs that is no error; `null`: nothing. */
export function sharedKeyWarning({
  matrixJobs,
  key,
}: Pick<ActionSettings, 'matrixJobs' | 'key'>): string | null {
  if (matrixJobs === 1 || key !== null) return null;
  return (
    `${matrixJobs} jobs share a comment and baseline-key is not given: those that run the same script also share one baseline, ` +
    `and one of them stands for all in the comment. Name what differs, as in baseline-key: \${{ matrix.service }}`
  );
}

/**
 * A directory has one history for a key: two branches in it would be held against each other.
 * @throws GateError CONFIG_INVALID
 */
export function checkBranches({
  baselineBranches,
  baselineStore,
}: Pick<ActionSettings, 'baselineBranches' | 'baselineStore'>): void {
  if (baselineBranches.length === 0 || baselinePlace(baselineStore).kind !== 'directory') return;
  const expected = 'none beside a directory as baseline-store; give each branch a baseline-key instead';
  throw invalidConfig([
    { path: 'input baseline-branches', expected, got: quote(baselineBranches.join(', ')) },
  ]);
}

/** Two versions side by side are asked for by name, so that an input that was left behind changes nothing unseen. */
function checkMode({ mode, baseUrl, headUrl, baseCommand, headCommand, readyUrl }: ActionSettings): void {
  const given = Object.entries({
    'base-url': baseUrl,
    'head-url': headUrl,
    'base-command': baseCommand,
    'head-command': headCommand,
    'ready-url': readyUrl,
  }).flatMap(([name, value]) => (value === null ? [] : [name]));
  if (mode === 'paired' && given.length === 0)
    throw invalidConfig([
      {
        path: 'input mode',
        expected: 'base-url and head-url, or base-command, head-command and ready-url, beside paired',
        got: 'none of them',
      },
    ]);
  if (mode === 'baseline' && given.length > 0)
    throw invalidConfig([
      {
        path: 'input mode',
        expected: `paired (or report-only) beside ${given.join(', ')}`,
        got: '"baseline"',
      },
    ]);
}
