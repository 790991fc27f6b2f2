import { closest } from '../lib/closest.ts';
import { VERSION } from '../lib/version.ts';
import { EXIT_CODES, exitCodeOfFault } from '../model/exit-code.ts';
import { GateError, isGateError } from '../model/gate-error.ts';
import type { CliContext, Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { parseArguments } from './parse-arguments.ts';

/** Runs one command line; the answer is the exit code. Never throws. */
export async function main(argv: readonly string[], context: CliContext): Promise<number> {
  try {
    return await dispatch(argv, context);
  } catch (error) {
    return complain(error, context);
  }
}

async function dispatch(argv: readonly string[], context: CliContext): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v' || name === 'version') return print(context, `${VERSION}\n`);
  if (name === undefined) {
    context.stderr.write(overview(COMMANDS, VERSION));
    return EXIT_CODES.usage;
  }
  if (name === '--help' || name === '-h') return print(context, overview(COMMANDS, VERSION));
  if (name === 'help') return help(rest[0], context);
  const command = commandNamed(name);
  if (rest.includes('--help') || rest.includes('-h')) return print(context, commandHelp(command));
  return command.run(parseArguments(command, rest), context);
}

function help(name: string | undefined, context: CliContext): number {
  return print(context, name === undefined ? overview(COMMANDS, VERSION) : commandHelp(commandNamed(name)));
}

function print(context: CliContext, text: string): number {
  context.stdout.write(text);
  return EXIT_CODES.ok;
}

/** @throws GateError USAGE */
export function commandNamed(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((candidate) => candidate.name);
  const near = closest(name, names);
  throw new GateError(
    'USAGE',
    `unknown command ${JSON.stringify(name)}${near === null ? '' : `; did you mean ${near}?`}`,
    {
      fault: 'user',
      hint: `Commands: ${names.join(', ')}. perf-gate --help tells more.`,
    },
  );
}

function complain(error: unknown, context: CliContext): number {
  if (isGateError(error)) {
    const names = error.message.startsWith('perf-gate ');
    context.stderr.write(`${names ? '' : 'perf-gate: '}${error.message}\n`);
    if (error.hint !== null) context.stderr.write(`${error.hint}\n`);
    return exitCodeOfFault(error.fault);
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.stderr.write(`perf-gate ${VERSION} has a bug; please report this:\n${trace}\n`);
  return EXIT_CODES.bug;
}
