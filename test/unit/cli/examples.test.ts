import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Words of a command that begin with a folder of the repository: whoever copies the command expects them to be there. */
function pathsIn(command: string): readonly string[] {
  return command.match(/(?<![\w./-])(?:k6|manifests|examples)\/[\w./-]*\w/g) ?? [];
}

function missingIn(commands: readonly string[]): readonly string[] {
  return commands.flatMap(pathsIn).filter((path) => !existsSync(ROOT + path));
}

describe('paths in example commands exist', () => {
  it.each(COMMANDS)('in the help of $name', ({ examples }) => {
    expect(missingIn(examples)).toEqual([]);
  });

  it('in the documentation', async () => {
    const names = (await readdir(`${ROOT}docs`, { recursive: true })).filter((name) => name.endsWith('.md'));
    const pages = await Promise.all(
      [`${ROOT}README.md`, ...names.map((name) => `${ROOT}docs/${name}`)].map((file) =>
        readFile(file, 'utf8'),
      ),
    );
    const commands = pages.flatMap((page) => page.match(/\b(?:perf-gate|cli\.mjs) [a-z][^\n`]*/g) ?? []);
    expect(commands.length).toBeGreaterThan(50);
    expect(missingIn(commands)).toEqual([]);
  });

  it('and a path that does not is seen', () => {
    expect(missingIn(['perf-gate run k6/nothing.js --out examples/shop'])).toEqual(['k6/nothing.js']);
  });
});
