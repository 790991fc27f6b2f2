import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../../src/config/split-command.ts';

const words = (text: string) => {
  const split = splitCommand(text);
  return split.ok ? split.command : split.expected;
};

describe('a command that is none', () => {
  it.each([
    ['', /a program and its arguments/],
    ['   \t ', /a program and its arguments/],
    ['"" --port 1', /a program and its arguments/],
    ['node "server.mjs', /a command whose " is closed/],
    ["node 'server.mjs", /a command whose ' is closed/],
    ['npm ci && npm start', /no shell syntax such as &&/],
    ['node server.mjs > log.txt', /no shell syntax such as >/],
    ['node server.mjs | tee log', /no shell syntax such as \|/],
  ])('%j is refused in words', (text, expected) => {
    expect(words(text)).toMatch(expected);
  });
});

// T-08
describe('a command', () => {
  it.each<[string, readonly string[]]>([
    ['node server.mjs --port {port}', ['node', 'server.mjs', '--port', '{port}']],
    ['  node\t server.mjs\n', ['node', 'server.mjs']],
    ['node "my server.mjs"', ['node', 'my server.mjs']],
    ["sh -c 'npm ci && exec node server.mjs'", ['sh', '-c', 'npm ci && exec node server.mjs']],
    ['node --title="a b"c', ['node', '--title=a bc']],
    ['echo "it\'s" \'say "hi"\'', ['echo', "it's", 'say "hi"']],
    ['node my\\ server.mjs \\"', ['node', 'my server.mjs', '"']],
    ['node \'\' ""', ['node', '', '']],
    ['C:\\node\\node.exe server.mjs', ['C:\\node\\node.exe', 'server.mjs']],
    ["echo '\\n'", ['echo', '\\n']],
    ['echo $HOME *.js', ['echo', '$HOME', '*.js']],
  ])('%j is words, and nothing is expanded', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});
