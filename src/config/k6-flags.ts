import { accepted, type Parsed, refused, type Setting } from './setting.ts';
import { splitCommand } from './split-command.ts';

/** Flags of k6 that would break the measurement, or that perf-gate sets itself, with what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  ...because('it would replace the scenarios of the script; use duration and vus', [
    ...['vus', 'u', 'duration', 'd', 'iterations', 'i', 'stage', 's', 'config', 'c'],
  ]),
  ...because('the results would not be complete', [
    ...['execution-segment', 'execution-segment-sequence', 'system-tags'],
  ]),
  ...because('perf-gate reads that output', [
    ...[
      'summary-mode',
      'summary-export',
      'summary-trend-stats',
      'new-machine-readable-summary',
      'no-summary',
    ],
  ]),
  ...because('the script would see the whole environment, tokens included; use env', [
    'include-system-env-vars',
  ]),
  ...because('use env', ['env', 'e']),
  ...because('the load would never start or never end', ['paused', 'p', 'linger', 'l']),
  ...because('two runs on one machine would collide', ['address', 'a']),
};

/** `--flags '--insecure-skip-tls-verify --tag team=shop'`: more words for `k6 run`, split as a shell would, without one. */
export function k6FlagsSetting(words: {
  readonly name: string;
  readonly help: string;
}): Setting<readonly string[]> {
  return { ...words, placeholder: 'FLAGS', fallback: [], fallbackText: '', repeatable: false, parse };
}

function parse(raw: unknown): Parsed<readonly string[]> {
  if (typeof raw !== 'string') return refused('flags of k6 as text');
  if (raw.trim() === '') return accepted([]);
  const split = splitCommand(raw);
  if (!split.ok)
    return refused(split.expected.replace('a command', 'flags').replace(/^one program/, 'flags'));
  const [first] = split.command;
  if (!first.startsWith('-')) return refused('flags of k6, which begin with -');
  for (const word of split.command) {
    const why = REFUSED[nameOf(word)];
    if (word.startsWith('-') && why !== undefined) return refused(`no ${word.split('=')[0]}: ${why}`);
  }
  return accepted(split.command);
}

/** `--duration=5s` is `duration`; `-d5s` is `d`, as k6 reads it. */
function nameOf(word: string): string {
  return word.startsWith('--') ? (word.slice(2).split('=')[0] ?? '') : word.slice(1, 2);
}

function because(why: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, why]));
}
