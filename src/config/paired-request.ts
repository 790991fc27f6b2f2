import type { Command, PairedTargets } from '../model/paired-targets.ts';
import { type PAIRED_SETTINGS, PORT_PLACEHOLDER } from './paired-settings.ts';
import { invalidConfig, type Settings } from './resolve-settings.ts';
import { type Problem, quote } from './setting.ts';

/** What paired mode was asked to do. */
export interface PairedRequest {
  readonly targets: PairedTargets;
  /** Measured length of a paired look. */
  readonly chunkMs: number;
}

type PairedValues = Settings<typeof PAIRED_SETTINGS>;

/**
 * `null` when none of the settings asks for pairs.
 * @throws GateError CONFIG_INVALID when a side is missing or the two ways to name the sides are mixed
 */
export function pairedRequest(settings: PairedValues): PairedRequest | null {
  const { baseUrl, headUrl, baseCommand, headCommand, readyUrl, chunk } = settings;
  const byUrl = baseUrl !== null || headUrl !== null;
  const byCommand = baseCommand !== null || headCommand !== null || readyUrl !== null;
  if (!byUrl && !byCommand) return null;
  const problems = byUrl && byCommand ? [MIXED] : byUrl ? urlProblems(settings) : commandProblems(settings);
  if (problems.length > 0) throw invalidConfig(problems);
  const targets = byUrl
    ? urlTargets(baseUrl ?? '', headUrl ?? '')
    : commandTargets(baseCommand, headCommand, readyUrl ?? '');
  return { targets, chunkMs: chunk };
}

const MIXED: Problem = {
  path: '--base-url, --base-command',
  expected:
    'either addresses (--base-url, --head-url) or commands (--base-command, --head-command, --ready-url)',
  got: 'some of both',
};

function missing(path: string, beside: string): Problem {
  return { path, expected: `a value beside ${beside}`, got: 'none' };
}

function urlProblems({ baseUrl, headUrl }: PairedValues): Problem[] {
  if (baseUrl === null) return [missing('--base-url', '--head-url')];
  if (headUrl === null) return [missing('--head-url', '--base-url')];
  const ports = [baseUrl, headUrl].filter((url) => url.includes(PORT_PLACEHOLDER));
  if (ports.length > 0)
    return [{ path: '--base-url, --head-url', expected: 'addresses with their ports', got: quote(ports[0]) }];
  if (withoutSlash(baseUrl) !== withoutSlash(headUrl)) return [];
  const expected = 'another address than --base-url: a server cannot be held against itself';
  return [{ path: '--head-url', expected, got: quote(headUrl) }];
}

function commandProblems({ baseCommand, headCommand, readyUrl }: PairedValues): Problem[] {
  const missed: Problem[] = [];
  if (baseCommand === null) missed.push(missing('--base-command', '--head-command and --ready-url'));
  if (headCommand === null) missed.push(missing('--head-command', '--base-command and --ready-url'));
  if (readyUrl === null) missed.push(missing('--ready-url', '--base-command and --head-command'));
  if (readyUrl === null || readyUrl.includes(PORT_PLACEHOLDER)) return missed;
  const expected = `${PORT_PLACEHOLDER} where the port is, since each start gets a fresh one`;
  return [...missed, { path: '--ready-url', expected, got: quote(readyUrl) }];
}

function urlTargets(base: string, head: string): PairedTargets {
  return { kind: 'urls', base: withoutSlash(base), head: withoutSlash(head) };
}

function commandTargets(base: Command | null, head: Command | null, readyUrl: string): PairedTargets {
  return { kind: 'commands', base: base ?? [''], head: head ?? [''], readyUrl };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
