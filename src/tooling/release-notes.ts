import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { changesOf } from './changes-of.ts';

const ROOT = new URL('../../', import.meta.url);

/** Prints the notes of a release; ends with 1 when tag, package and changelog do not name the same version. */
const tag = process.argv[2] ?? '';
const { version } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8'));
const changes = changesOf(tag, version, await readFile(new URL('docs/CHANGELOG.md', ROOT), 'utf8'));
if (changes.ok) process.stdout.write(`${changes.text}\n`);
else {
  console.error(`${fileURLToPath(ROOT)}: ${changes.problem}`);
  process.exitCode = 1;
}
