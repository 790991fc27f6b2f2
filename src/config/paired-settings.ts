import type { Command } from '../model/paired-targets.ts';
import { accepted, refused, type Setting } from './setting.ts';
import { durationSetting } from './setting-kinds.ts';
import { splitCommand } from './split-command.ts';

const SECOND = 1_000;

/** Base and head side by side: where they are, or how they are started. */
export const PAIRED_SETTINGS = {
  baseUrl: urlSetting({
    name: 'base-url',
    help: 'Paired mode: address of the version to compare with; reaches the script as BASE_URL',
  }),
  headUrl: urlSetting({ name: 'head-url', help: 'Paired mode: address of the version under test' }),
  baseCommand: commandSetting({
    name: 'base-command',
    help: 'Paired mode: starts the version to compare with; {port} and PORT are the port to listen on',
  }),
  headCommand: commandSetting({ name: 'head-command', help: 'Paired mode: starts the version under test' }),
  readyUrl: urlSetting({
    name: 'ready-url',
    help: 'Answers below 400 when a started server is ready, for example http://127.0.0.1:{port}/healthz',
  }),
  chunk: durationSetting(
    { name: 'chunk', help: 'Measured length of one paired look; the warm-up comes before it' },
    { min: 5 * SECOND, max: 3600 * SECOND },
    60 * SECOND,
  ),
};

/** What stands for the port that perf-gate hands over. */
export const PORT_PLACEHOLDER = '{port}';

interface Words {
  readonly name: string;
  readonly help: string;
}

/** An address; `{port}` may stand where a started server has its port. */
export function urlSetting(words: Words): Setting<string | null> {
  const expected = 'an http:// or https:// address';
  const parse = (raw: unknown) => {
    if (typeof raw !== 'string') return refused<string | null>(expected);
    const text = raw.trim();
    return isHttpUrl(text) ? accepted<string | null>(text) : refused<string | null>(expected);
  };
  return { ...words, placeholder: 'URL', fallback: null, fallbackText: '', repeatable: false, parse };
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text.replaceAll(PORT_PLACEHOLDER, '1'));
}

function commandSetting(words: Words): Setting<Command | null> {
  const parse = (raw: unknown) => {
    if (typeof raw !== 'string') return refused<Command | null>('a command as text');
    const split = splitCommand(raw);
    return split.ok ? accepted<Command | null>(split.command) : refused<Command | null>(split.expected);
  };
  return { ...words, placeholder: 'CMD', fallback: null, fallbackText: '', repeatable: false, parse };
}
