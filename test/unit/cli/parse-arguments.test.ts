import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/cli/command.ts';
import { commandHelp } from '../../../src/cli/help.ts';
import { parseArguments } from '../../../src/cli/parse-arguments.ts';
import { pairsSetting, switchSetting, textSetting, textsSetting } from '../../../src/config/setting-kinds.ts';

const command: Command = {
  name: 'try',
  summary: 'A command for tests',
  usage: 'try [SCRIPT] [options]',
  description: 'It does nothing.',
  examples: ['perf-gate try x.js'],
  settings: {
    out: textSetting({ name: 'out', help: 'Where to' }, 'DIR', 'results'),
    env: pairsSetting({ name: 'env', help: 'Environment' }),
    baseline: textsSetting({ name: 'baseline', help: 'Files' }, 'FILE...'),
    failOnRegression: switchSetting({ name: 'fail-on-regression', help: 'Fail' }, true),
    noThresholds: switchSetting({ name: 'no-thresholds', help: 'None' }),
  },
  readsConfigFile: true,
  positionals: { min: 0, max: 1, expected: 'at most one script' },
  run: async () => 0,
};

describe('arguments', () => {
  it('are told apart: positionals, flags by name, repeated and short ones', () => {
    const args = parseArguments(command, ['x.js', '-e', 'A=1', '--env', 'B=2', '--out', 'd', '--json']);
    expect(args).toEqual({ positionals: ['x.js'], flags: { env: ['A=1', 'B=2'], out: 'd' }, json: true });
  });

  it('a switch can be turned off, and one whose own name begins with no- stays what it is', () => {
    const { flags } = parseArguments(command, ['--no-fail-on-regression', '--no-thresholds']);
    expect(flags).toEqual({ 'fail-on-regression': false, 'no-thresholds': true });
  });

  it('several files may follow one flag', () => {
    const { flags, positionals } = parseArguments(command, [
      '--baseline',
      'a',
      'b',
      '-',
      '--out',
      'd',
      'x.js',
    ]);
    expect(flags).toEqual({ baseline: ['a', 'b', '-'], out: 'd' });
    expect(positionals).toEqual(['x.js']);
  });

  it.each([
    [['--ouut', 'd'], /unknown option --ouut; did you mean --out\?/],
    [['--out'], /--out/],
    [['a.js', 'b.js'], /expected at most one script, got "a.js" "b.js"/],
    [['--json=yes'], /json/],
  ])('%j is refused in words', (argv, message) => {
    expect(() => parseArguments(command, argv)).toThrow(message);
    expect(() => parseArguments(command, argv)).toThrow(
      expect.objectContaining({ code: 'USAGE', fault: 'user' }),
    );
  });
});

it('help names every option with its default, within 100 columns', () => {
  const help = commandHelp(command);
  for (const text of [
    '--out DIR',
    '(default results)',
    '-e, --env K=V',
    '--baseline FILE...',
    '--config',
    '--json',
  ])
    expect(help).toContain(text);
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
