import { fileURLToPath } from 'node:url';
import { GateError } from '../../../model/gate-error.ts';
import type { ScriptSources } from './script-sources.ts';
import { syntaxErrorLocation } from './syntax-location.ts';

/** What went wrong in the init context, as a worker saw it. */
export interface InitFailure {
  readonly kind: 'syntax' | 'link' | 'threw';
  /** As in `TypeError: x is not a function`. */
  readonly message: string;
  readonly stack: string;
  /** File URL and source of the module that does not parse. */
  readonly module: { readonly id: string; readonly code: string } | null;
}

/** The failure as an error of ours, SCRIPT_INVALID, with file:line:column of the user's file where they are known. */
export async function toScriptError(failure: InitFailure, sources: ScriptSources): Promise<GateError> {
  const place = await placeOf(failure, sources);
  const doing = failure.kind === 'threw' ? 'running the init code of the script' : 'loading the script';
  return new GateError('SCRIPT_INVALID', `${doing}: ${place}: ${failure.message}`, {
    fault: 'user',
    hint:
      failure.kind === 'threw'
        ? 'The init code runs once per VU, without http and checks; k6 would stop here too.'
        : 'Correct the script; k6 would stop here too.',
  });
}

async function placeOf(failure: InitFailure, sources: ScriptSources): Promise<string> {
  if (failure.module !== null) {
    const file = fileURLToPath(failure.module.id);
    const place = await syntaxErrorLocation(failure.module.code, file);
    return place === null ? file : `${file}:${place}`;
  }
  const [, url, place = ''] = /(file:\/\/[^\n]*?)(:\d+:\d+)\)?$/m.exec(failure.stack) ?? [];
  if (url !== undefined) return `${fileURLToPath(url)}${place}`;
  const missing = /module '(.*)' does not provide an export named '(.*)'/.exec(failure.message);
  const [, specifier = '', name = ''] = missing ?? [];
  return sources.placeOfImport(specifier, name) ?? fileURLToPath(sources.entry);
}
