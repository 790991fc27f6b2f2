import { expect, it } from 'vitest';
import { readInputs, unknownInputs } from '../../../src/action/read-inputs.ts';
import { gateSteps } from '../../support/gate-step.ts';
import { workflowFiles } from '../../workflows/workflow-files.ts';

const STEPS = (
  await Promise.all(
    (await workflowFiles()).map(async (file) => (await gateSteps(file)).map((step) => ({ file, ...step }))),
  )
).flat();

it('every workflow with a gate is found', () => {
  expect(STEPS.length).toBeGreaterThanOrEqual(9);
});

it.each(STEPS)('the inputs of $file, job $job are taken', async ({ inputs }) => {
  const variables = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  expect(unknownInputs(variables)).toEqual([]);
  await expect(readInputs(variables, '/nowhere')).resolves.toBeDefined();
});
