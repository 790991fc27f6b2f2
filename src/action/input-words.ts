import { ACTION_SETTINGS } from './action-settings.ts';

const RENAMED: Readonly<Record<string, string>> = { store: 'baseline-store', key: 'baseline-key' };
const INPUTS: ReadonlySet<string> = new Set(Object.values(ACTION_SETTINGS).map(({ name }) => name));

/** A message of the core in the words of a workflow: it has inputs where the command line has flags. */
export function inInputWords(message: string): string {
  return message
    .replace(/--no-(fail-on-[a-z-]+)/g, '$1: false')
    .replace(/--([a-z0-9]+(?:-[a-z0-9]+)*)/g, (flag, name: string) => {
      const input = RENAMED[name] ?? name;
      return INPUTS.has(input) ? input : flag;
    })
    .replace(/(?:perf-gate run )?--help lists them all/g, 'docs/reference/action.md lists them all');
}
