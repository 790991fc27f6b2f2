import type { Setting } from '../config/setting.ts';
import type { Command } from './command.ts';
import { SHORT_FLAGS } from './parse-arguments.ts';

const WIDTH = 88;

/** The page of `perf-gate --help`. */
export function overview(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `perf-gate ${version}: load tests that guard latency`,
    '',
    'Runs a k6 script, compares p95 with the last baselines and fails only when it is more than',
    '20 % slower and that is not noise.',
    '',
    'Usage: perf-gate COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'perf-gate COMMAND --help tells more. Try: perf-gate demo --quick',
    '',
  ].join('\n');
}

const CONFIG_ROW = [
  '    --config FILE',
  'Settings from a file (default perf-gate.yml when it is there)',
] as const;

/** The page of `perf-gate COMMAND --help`. */
export function commandHelp(command: Command): string {
  const settings = Object.values(command.settings);
  const rows = [
    ...settings.map((setting) => [flagText(setting), helpText(setting)] as const),
    ...(command.readsConfigFile ? [CONFIG_ROW] : []),
    ['    --json', 'The result for machines, on standard output'] as const,
    ['-h, --help', 'This page'] as const,
  ];
  return [
    `Usage: perf-gate ${command.usage}`,
    '',
    ...wrap(command.description, WIDTH),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
    'Options:',
    ...rows.flatMap(([flag, help]) => row(flag, help)),
    '',
  ].join('\n');
}

export function flagText({ name, placeholder }: Setting<unknown>): string {
  const short = SHORT_FLAGS[name];
  const value = placeholder === null ? '' : ` ${placeholder}`;
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value}`;
}

function helpText({ help, fallbackText }: Setting<unknown>): string {
  return fallbackText === '' ? help : `${help} (default ${fallbackText})`;
}

const COLUMN = 30;

function row(flag: string, help: string): readonly string[] {
  const lines = wrap(help, WIDTH - COLUMN - 2);
  const [first = '', ...rest] = lines;
  const indent = ' '.repeat(COLUMN + 2);
  if (flag.length >= COLUMN) return [`  ${flag}`, ...lines.map((line) => indent + line)];
  return [`  ${flag.padEnd(COLUMN)}${first}`, ...rest.map((line) => indent + line)];
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
