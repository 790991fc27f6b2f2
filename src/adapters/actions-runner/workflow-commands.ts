import { plainText } from '../../lib/plain-text.ts';
import type { Logger } from '../../ports/logger.ts';

type Properties = Readonly<Record<string, string | number | undefined>>;

/**
 * What the runner reads from a step's output (docs.github.com, "Workflow commands for GitHub Actions"). Written here and
 * not taken from `@actions/core`, which loads an HTTP client and doubles the time to start.
 */
export interface WorkflowCommands extends Logger {
  /** From now on the runner blacks this out in the log. */
  mask(secret: string): void;
  /** A message on the page of the run; with `file` beside a line of the change. */
  annotate(level: 'notice' | 'warning' | 'error', message: string, properties?: Properties): void;
  /** Ordinary lines: none of them can be a command, whatever they quote. */
  print(text: string): void;
}

export function makeWorkflowCommands(stream: { write(text: string): unknown }): WorkflowCommands {
  const command = (name: string, message: string, properties: Properties = {}) =>
    void stream.write(`${commandText(name, message, properties)}\n`);
  return {
    mask: (secret) => {
      // Each line by itself: the runner masks lines.
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') command('add-mask', line);
    },
    annotate: (level, message, properties) => command(level, message, properties),
    print: (text) => void stream.write(`${withoutCommands(text)}\n`),
    debug: (message) => command('debug', plainText(message)),
    info: (message) => void stream.write(`${withoutCommands(plainText(message))}\n`),
    warn: (message) => command('warning', plainText(message)),
    error: (message) => command('error', plainText(message)),
  };
}

/** `::name key=value,key=value::message` with everything escaped that would end a part of it. */
export function commandText(name: string, message: string, properties: Properties = {}): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
  return `::${name}${list === '' ? '' : ` ${list}`}::${escapeData(message)}`;
}

/** A text of foreign origin that the runner reads as text: `::` at the start of a line and `##[` anywhere are commands. */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1:\u200b').replaceAll('##[', '#\u200b#[');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
