import { parseArgs } from 'node:util';
import { closest } from '../lib/closest.ts';
import { GateError } from '../model/gate-error.ts';
import type { CliArguments, Command } from './command.ts';

/** One-letter forms, as k6 has them. */
export const SHORT_FLAGS: Readonly<Record<string, string>> = {
  env: 'e',
  duration: 'd',
  vus: 'u',
  iterations: 'i',
  stage: 's',
  quiet: 'q',
  out: 'o',
};

type FlagTypes = Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>;

/** @throws GateError USAGE for unknown options, missing values and wrong positionals. */
export function parseArguments(command: Command, argv: readonly string[]): CliArguments {
  const types = flagTypes(command);
  const { values, positionals } = parse(command, types, withValuesApart(command, argv));
  const { json, help: _help, ...given } = values;
  const names = new Set(Object.values(command.settings).map(({ name }) => name));
  const flags = Object.entries(given).map(([name, value]) =>
    names.has(name) || name === 'config' ? [name, value] : [name.slice('no-'.length), false],
  );
  checkPositionals(command, positionals);
  return { positionals, flags: Object.fromEntries(flags), json: json === true };
}

/** Switches also have a `--no-` form, which parses to `false`. */
function flagTypes({ settings, readsConfigFile }: Command): FlagTypes {
  const types: FlagTypes = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
  if (readsConfigFile) types.config = { type: 'string' };
  for (const { name, placeholder, repeatable } of Object.values(settings)) {
    const short = SHORT_FLAGS[name];
    const type = placeholder === null ? 'boolean' : 'string';
    types[name] = { type, multiple: repeatable, ...(short === undefined ? {} : { short }) };
    if (type === 'boolean' && !name.startsWith('no-')) types[`no-${name}`] = { type };
  }
  return types;
}

/** `--baseline a b c` means `--baseline a --baseline b --baseline c`, for options whose value reads `FILE...`. */
function withValuesApart(command: Command, argv: readonly string[]): readonly string[] {
  const variadic = new Set(
    Object.values(command.settings)
      .filter(({ placeholder }) => placeholder?.endsWith('...'))
      .map(({ name }) => `--${name}`),
  );
  let flag: string | null = null;
  return argv.flatMap((word, index) => {
    if (word.startsWith('-') && word !== '-') {
      flag = variadic.has(word) ? word : null;
      return [word];
    }
    return flag === null || argv[index - 1] === flag ? [word] : [flag, word];
  });
}

function parse(command: Command, options: FlagTypes, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw usageError(command, wordsOf(cause, Object.keys(options)), cause);
  }
}

function wordsOf(cause: unknown, known: readonly string[]): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const unknown = /^Unknown option '(-{1,2})([^']+)'/.exec(message);
  if (unknown === null) return message.split('\n')[0] ?? message;
  const near = closest(unknown[2] ?? '', known);
  const suggestion = near === null ? '' : `; did you mean --${near}?`;
  return `unknown option ${unknown[1]}${unknown[2]}${suggestion}`;
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const { min, max, expected } = command.positionals;
  if (positionals.length >= min && positionals.length <= max) return;
  const got =
    positionals.length === 0 ? 'nothing' : positionals.map((text) => JSON.stringify(text)).join(' ');
  throw usageError(command, `expected ${expected}, got ${got}`);
}

export function usageError(command: Pick<Command, 'name'>, problem: string, cause?: unknown): GateError {
  return new GateError('USAGE', `perf-gate ${command.name}: ${problem}`, {
    fault: 'user',
    hint: `perf-gate ${command.name} --help shows every option.`,
    cause,
  });
}
