import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { anEntry } from './run-builder.ts';

/** A process that adds entries to a store: `store-writer DIRECTORY FIRST_SEED COUNT`, and prints the answers. */
const [directory = '', first = '1', count = '1'] = process.argv.slice(2);
const store = makeDirectoryStore({ directory, shownAs: directory, clock: systemClock });
const answers: string[] = [];
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const entry = anEntry({ seed, run: { requests: 20, seconds: 2 } });
  answers.push((await store.add('k', { kind: 'entry', entry })).kind);
}
console.log(JSON.stringify(answers));
