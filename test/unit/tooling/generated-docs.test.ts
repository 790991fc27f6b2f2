import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { EXIT_CODES } from '../../../src/model/exit-code.ts';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderCliReference } from '../../../src/tooling/cli-reference.ts';
import { renderExitCodes } from '../../../src/tooling/exit-code-table.ts';

it('every exit code and every verdict has a row', () => {
  const text = renderExitCodes();
  for (const code of Object.values(EXIT_CODES)) expect(text).toMatch(new RegExp(`^\\| ${code} \\| \\S`, 'm'));
  for (const kind of VERDICT_KINDS)
    expect(text).toMatch(new RegExp(`^\\| \`${kind}\` \\| \\S.* \\| \\d+ \\| \\d+ \\|$`, 'm'));
});

it('a regression fails by default, doubt only when asked', () => {
  const text = renderExitCodes();
  expect(text).toMatch(/^\| `regressed` .*\| 1 \| 1 \|$/m);
  expect(text).toMatch(/^\| `inconclusive` .*\| 4 \| 0 \|$/m);
});

it('every command is in the reference', () => {
  const text = renderCliReference(COMMANDS);
  for (const { name } of COMMANDS) expect(text).toContain(name);
});
