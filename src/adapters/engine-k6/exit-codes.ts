import type { RunEnd } from '../../model/run.ts';

/** How a k6 process ended, as far as the operating system and its own output tell. */
export interface K6Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** What k6 printed last, errors preferred; empty when it was silent. */
  readonly lastWords: string;
}

interface Meaning {
  /** `RunEnd.code`; those of the script (`SCRIPT_...`) are not worth another try. */
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

const SCRIPT_HINT = 'Run `k6 run` on the script by hand; k6 says which line.';
const BUG_HINT = 'This is most likely a bug of k6 or of an extension; try another version with --k6-path.';

/** Every exit code of k6 v1 and v2 that means that there is no measurement. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  97: failure(
    'the cloud run failed or was aborted',
    'perf-gate runs k6 locally; take `cloud` out of the script.',
  ),
  98: failure('the progress of the cloud run could not be read', 'perf-gate runs k6 locally.'),
  100: failure('setup() took too long', 'Raise setupTimeout in the script, or see why the target is slow.'),
  101: failure(
    'teardown() took too long',
    'Raise teardownTimeout in the script, or see why the target is slow.',
  ),
  102: failure('something in k6 took too long', 'See the last line that k6 printed.'),
  103: failure('it was stopped through its REST API', 'Somebody else stopped this run; start it again.'),
  104: script('SCRIPT_INVALID', 'the options of the script are not valid', SCRIPT_HINT),
  106: failure('its REST API could not start', 'Take K6_ADDRESS out of the environment.'),
  107: script(
    'SCRIPT_INVALID',
    'the script threw an exception outside of its iterations',
    `${SCRIPT_HINT} When it comes from setup(), see whether the target answers.`,
  ),
  108: script(
    'SCRIPT_ABORTED',
    'the script called test.abort()',
    'The script decided so; see its own conditions.',
  ),
  109: failure('it crashed (Go panic)', BUG_HINT),
  255: failure('it failed without saying how', 'See the last line that k6 printed.'),
};

/** What k6 says when the script cannot even be loaded; some versions do so with the general code 255. */
const SCRIPT_COMPLAINT = /SyntaxError|ReferenceError|couldn't be found on local disk|not found in exports/;

/** The end of a run that perf-gate did not stop itself. */
export function runEndOfExit({ code, signal, lastWords }: K6Exit): RunEnd {
  if (code === 0) return { kind: 'finished' };
  if (code === 99) return { kind: 'thresholds-crossed' };
  if (code === 105) return { kind: 'interrupted', signal: 'a signal to k6 from outside' };
  if (code === 110) {
    return { kind: 'marked-failed', message: withLastWords('the script called test.fail()', lastWords) };
  }
  if (code === null) return killedBy(signal ?? 'an unknown signal', lastWords);
  const meaning = MEANINGS[code] ?? unknownCode(code);
  const isOfScript = code === 255 && SCRIPT_COMPLAINT.test(lastWords);
  return {
    kind: 'failed',
    code: isOfScript ? 'SCRIPT_INVALID' : meaning.code,
    message: withLastWords(`k6 ended with exit code ${code}: ${meaning.what}`, lastWords),
    hint: isOfScript ? SCRIPT_HINT : meaning.hint,
  };
}

function killedBy(signal: string, lastWords: string): RunEnd {
  const outOfMemory = signal === 'SIGKILL';
  return {
    kind: 'failed',
    code: 'ENGINE_FAILED',
    message: withLastWords(`k6 was killed by ${signal}`, lastWords),
    hint: outOfMemory
      ? 'SIGKILL from outside is mostly the kernel running out of memory: fewer VUs, discardResponseBodies, or a larger runner.'
      : BUG_HINT,
  };
}

function unknownCode(code: number): Meaning {
  return failure(
    'perf-gate does not know this code',
    `See the last line that k6 printed, and k6's own list for ${code}.`,
  );
}

function failure(what: string, hint: string): Meaning {
  return { code: 'ENGINE_FAILED', what, hint };
}

function script(code: string, what: string, hint: string): Meaning {
  return { code, what, hint };
}

function withLastWords(message: string, lastWords: string): string {
  return lastWords === '' ? message : `${message}. It said: ${lastWords}`;
}
