import { parseArgs } from 'node:util';
import type { Setting } from '../config/setting.ts';
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
};

type FlagTypes = Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>;

/** @throws GateError USAGE for unknown options, missing values and wrong positionals. */
export function parseArguments(command: Command, argv: readonly string[]): CliArguments {
  const options = flagTypes(Object.values(command.settings));
  const { values, positionals } = parse(command, options, argv);
  const flags: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'json' || name === 'help') continue;
    if (name.startsWith('no-') && !(name in command.settings) && value === true) flags[name.slice(3)] = false;
    else flags[name] = value;
  }
  checkPositionals(command, positionals);
  return { positionals, flags, json: values.json === true };
}

function flagTypes(settings: readonly Setting<unknown>[]): FlagTypes {
  const types: FlagTypes = {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    config: { type: 'string' },
  };
  for (const { name, placeholder, repeatable } of settings) {
    const short = SHORT_FLAGS[name];
    const type = placeholder === null ? 'boolean' : 'string';
    types[name] = { type, multiple: repeatable, ...(short === undefined ? {} : { short }) };
    if (type === 'boolean' && !name.startsWith('no-')) types[`no-${name}`] = { type };
  }
  return types;
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
