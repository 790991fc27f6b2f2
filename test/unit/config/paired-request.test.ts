import { describe, expect, it } from 'vitest';
import { gateRequest } from '../../../src/config/gate-request.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';

function request(values: Record<string, unknown>) {
  const layer = { values, describe: (name: string) => `--${name}` };
  return gateRequest('load.js', resolveSettings(RUN_SETTINGS, [layer]));
}

const COMMANDS = {
  'base-command': 'node base.mjs --port {port}',
  'head-command': 'node head.mjs --port {port}',
  'ready-url': 'http://127.0.0.1:{port}/healthz',
};
const URLS = { 'base-url': 'http://127.0.0.1:1/', 'head-url': 'http://127.0.0.1:2' };

describe('half of a pair', () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{ 'base-url': URLS['base-url'] }, /--head-url: expected a value beside --base-url, got none/],
    [{ 'head-url': URLS['head-url'] }, /--base-url: expected a value beside --head-url/],
    [{ 'base-command': 'node a' }, /--head-command: [\s\S]*--ready-url: /],
    [{ 'ready-url': COMMANDS['ready-url'] }, /--base-command: [\s\S]*--head-command: /],
    [{ ...COMMANDS, ...URLS }, /either addresses .* or commands .* got some of both/],
    [{ ...URLS, 'ready-url': COMMANDS['ready-url'] }, /got some of both/],
  ])('%j is told', (values, message) => {
    expect(() => request(values)).toThrow(message);
  });
});

describe('a pair that makes no sense', () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{ ...URLS, 'head-url': 'http://127.0.0.1:1' }, /cannot be held against itself/],
    [{ ...URLS, 'head-url': 'localhost:8080' }, /--head-url: expected an http:\/\/ or https:\/\/ address/],
    [{ ...URLS, 'head-url': 'ftp://127.0.0.1' }, /--head-url: expected an http:\/\//],
    [{ ...URLS, 'head-url': 'http://' }, /--head-url: expected/],
    [{ ...URLS, 'head-url': 7 }, /--head-url: expected/],
    [{ ...URLS, 'head-url': 'http://127.0.0.1:{port}' }, /expected addresses with their ports/],
    [
      { ...COMMANDS, 'ready-url': 'http://127.0.0.1:8080/' },
      /--ready-url: expected \{port\} where the port is/,
    ],
    [
      { ...COMMANDS, 'base-command': 'node "base.mjs' },
      /--base-command: expected a command whose " is closed/,
    ],
    [{ ...COMMANDS, chunk: '1s' }, /--chunk: expected a duration from 5s/],
    [{ ...URLS, policy: 'strict' }, /--policy: expected sequential beside paired mode/],
  ])('%j is told', (values, message) => {
    expect(() => request(values)).toThrow(message);
  });
});

describe('a pair', () => {
  it('is none by default', () => {
    expect(request({}).paired).toBeNull();
    expect(request({ chunk: '30s' }).paired).toBeNull();
  });

  it('of addresses loses the slash at their end', () => {
    expect(request(URLS).paired?.targets).toEqual({
      kind: 'urls',
      base: 'http://127.0.0.1:1',
      head: 'http://127.0.0.1:2',
    });
  });

  it('of commands has them in words', () => {
    expect(request(COMMANDS).paired?.targets).toEqual({
      kind: 'commands',
      base: ['node', 'base.mjs', '--port', '{port}'],
      head: ['node', 'head.mjs', '--port', '{port}'],
      readyUrl: 'http://127.0.0.1:{port}/healthz',
    });
  });

  it('runs for its warm-up and its chunk; the screen keeps its own length', () => {
    const { paired, env } = request({ ...URLS, chunk: '30s', 'warm-up': '5s', duration: '40s' });
    expect(paired?.env.DURATION).toBe('35s');
    expect(paired?.chunkMs).toBe(30_000);
    expect(env.DURATION).toBe('40s');
  });

  it('leaves an explicit DURATION as it is', () => {
    expect(request({ ...URLS, env: ['DURATION=90s'] }).paired?.env.DURATION).toBe('90s');
  });
});
