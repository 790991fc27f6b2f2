import { shellWord } from '../lib/shell-word.ts';
import { STORE_SETTINGS } from './run-settings.ts';

/** The command by which a person accepts what a run filed under a key; for advice, so it holds all that the command needs. */
export function acceptCommand({ key, store }: { readonly key: string; readonly store: string }): string {
  const where = store === STORE_SETTINGS.store.fallback ? '' : ` --store ${shellWord(store)}`;
  return `\`perf-gate baseline accept --key ${shellWord(key)}${where} --why "..."\``;
}
