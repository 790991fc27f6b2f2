import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { writeOutputs } from '../../../../src/adapters/actions-runner/output-file.ts';
import { parseOutputs } from '../../../support/action-outputs.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

// T-19
it('outputs survive any text, and none can set another', async () => {
  const folder = await makeTempFolder();
  const file = folder.file('outputs');
  const outputs = { verdict: 'regressed', 'report-path': 'a=b\nverdict<<EOF\npassed\nEOF', p95: '' };
  await writeOutputs(file, outputs);
  await writeOutputs(file, { regressed: 'true' });
  expect(parseOutputs(await readFile(file, 'utf8'))).toEqual({ ...outputs, regressed: 'true' });
  await folder.remove();
});
