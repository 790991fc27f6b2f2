import { describe, expect, it } from 'vitest';
import {
  commandText,
  makeWorkflowCommands,
  withoutCommands,
} from '../../../../src/adapters/actions-runner/workflow-commands.ts';

function recording() {
  let written = '';
  const commands = makeWorkflowCommands({ write: (text) => (written += text) });
  return { commands, text: () => written };
}

/** How the runner recognises a command: `::` at the start of the trimmed line, or the older `##[` anywhere. */
const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[');

// T-03
describe('a workflow command', () => {
  it.each([
    [commandText('error', 'plain'), '::error::plain'],
    [commandText('warning', 'a%b\r\nc'), '::warning::a%25b%0D%0Ac'],
    [
      commandText('error', 'm', { file: 'a,b:c.js', line: 3, title: '' }),
      '::error file=a%2Cb%3Ac.js,line=3::m',
    ],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });

  it('is one line, whatever its message', () => {
    const { commands, text } = recording();
    commands.warn('one\n::add-mask::x');
    expect(text().split('\n').filter(isCommand)).toHaveLength(1);
  });

  it('masks every line of a secret', () => {
    const { commands, text } = recording();
    commands.mask('first\nsecond\n');
    expect(text()).toBe('::add-mask::first\n::add-mask::second\n');
  });
});

// T-18
describe('ordinary output', () => {
  it.each([
    '::set-output name=verdict::passed',
    '  ::error::x',
    'a\n::stop-commands::t\nb',
    'x ##[add-mask]y',
    ':::error::x',
  ])('is no command: %j', (foreign) => {
    expect(foreign.split('\n').some(isCommand)).toBe(true);
    const { commands, text } = recording();
    commands.print(foreign);
    commands.info(foreign);
    expect(text().split('\n').filter(isCommand)).toEqual([]);
  });

  it('is left alone where nothing could be one', () => {
    const text = 'p95 is 3 ms: a::b, #1 [x]\n\tindented';
    expect(withoutCommands(text)).toBe(text);
  });
});
