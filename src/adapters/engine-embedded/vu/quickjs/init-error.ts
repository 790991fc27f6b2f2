import type { InitFailure } from '../../loader/init-failure.ts';
import type { ModuleStore } from './module-store.ts';
import { withCallee } from './named-callee.ts';

export interface ThrownInInit {
  readonly name: string;
  /** As in `TypeError: x is not a function`. */
  readonly message: string;
  readonly stack: string;
}

/** What QuickJS threw while it loaded a script, as both backends tell it. */
export function initFailureOf({ name, message, stack }: ThrownInInit, modules: ModuleStore): InitFailure {
  const missing = /Could not find export '(.*)' in module '(.*)'/.exec(message);
  if (missing !== null) return missingExport(missing[1] ?? '', modules.specifierOf(missing[2] ?? ''));
  const frames = stack
    .split('\n')
    .filter((line) => line.includes('file://'))
    .join('\n');
  const [, id = ''] = /(file:\/\/[^\n]*?):\d+:\d+/.exec(frames) ?? [];
  const code = modules.code(id);
  if (name === 'SyntaxError' && code !== undefined)
    return { kind: 'syntax', message, stack: '', module: { id, code } };
  return {
    kind: 'threw',
    message: name === 'Error' ? `Error: ${message}` : withCallee(message, frames, (id) => modules.code(id)),
    stack: frames,
    module: null,
  };
}

/** In the words of V8, which the place of the import is found by. */
function missingExport(name: string, specifier: string): InitFailure {
  const message = `SyntaxError: The requested module '${specifier}' does not provide an export named '${name}'`;
  return { kind: 'link', message, stack: '', module: null };
}
