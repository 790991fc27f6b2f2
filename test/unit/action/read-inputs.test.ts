import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInputs, unknownInputs } from '../../../src/action/read-inputs.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(
    folder.file('settings.yml'),
    'fail-threshold: 30%\nkey: from-file\nmin-requests: 500\nstore: somewhere\nslo-p95: 250ms\nfindings: elsewhere\n',
  );
});
afterAll(() => folder.remove());

/** As the runner does it: upper case, blanks to `_`, dashes as they are. */
function inputs(given: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

const read = (given: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) =>
  readInputs({ ...inputs(given), ...more }, folder.path);

describe('inputs', () => {
  it('all wrong ones are told at once, each by its name', async () => {
    const wrong = { 'fail-threshold': '120%', mode: 'fast', 'k6-version': 'latest', 'retention-days': '0' };
    await expect(read(wrong)).rejects.toMatchObject({ code: 'CONFIG_INVALID', fault: 'user' });
    const { message } = await read(wrong).then(
      () => ({ message: '' }),
      (error: Error) => error,
    );
    for (const name of Object.keys(wrong)) expect(message).toContain(`input ${name}: expected`);
    expect(message).toContain('never "latest"');
  });

  it('have defaults that work with a script alone', async () => {
    const settings = await read({ script: 'load.js' });
    expect(settings).toMatchObject({
      script: 'load.js',
      mode: 'baseline',
      test: 'baseline',
      engine: 'auto',
      failThreshold: 0.2,
      baselineStore: 'cache',
      commentMode: 'on-change',
      key: null,
      k6Version: null,
    });
  });

  it('that are empty were not given', async () => {
    expect(await read({ script: '', 'fail-threshold': ' ', key: '' })).toMatchObject({
      script: null,
      failThreshold: 0.2,
    });
  });

  it('take several values, one a line', async () => {
    const settings = await read({ env: 'A=1\n\nB=x=y z\r\n', metric: 'p95\nhttp_req_duration:p99\n' });
    expect(settings.env).toEqual({ A: '1', B: 'x=y z' });
    expect(settings.metric).toEqual(['p95', 'http_req_duration:p99']);
  });

  // T-07
  it('never have their secrets quoted', async () => {
    await expect(read({ env: '1TOKEN=hunter22' })).rejects.toThrow(
      /input env: expected NAME=VALUE.*(?<!hunter22)$/s,
    );
  });

  it('win over variables, and these over the file', async () => {
    const file = { config: 'settings.yml' };
    expect(await read(file)).toMatchObject({
      failThreshold: 0.3,
      key: 'from-file',
      minRequests: 500,
      slo: 250,
    });
    expect(await read(file, { PERF_GATE_FAIL_THRESHOLD: '25%' })).toMatchObject({ failThreshold: 0.25 });
    expect(
      await read(
        { ...file, 'fail-threshold': '15%', 'baseline-key': 'mine' },
        { PERF_GATE_FAIL_THRESHOLD: '25%' },
      ),
    ).toMatchObject({ failThreshold: 0.15, key: 'mine' });
  });

  it('name a file that must be there', async () => {
    await expect(read({ config: 'gone.yml' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it.each([
    ['v2.3.0', '2.3.0'],
    ['1.8.1', '1.8.1'],
    ['2.0.0-rc1', '2.0.0-rc1'],
  ])('k6-version %s', async (given, expected) => {
    expect((await read({ 'k6-version': given })).k6Version).toBe(expected);
  });
});

describe('inputs that there are no such of', () => {
  it('are named, with what was meant', () => {
    const told = unknownInputs(inputs({ 'fail-treshold': '20%', script: 'x.js', colour: 'red' }));
    expect(told).toEqual([
      'there is no input "fail-treshold"; did you mean fail-threshold?',
      'there is no input "colour"',
    ]);
  });

  it('are none where all are known', () => {
    expect(unknownInputs({ ...inputs({ script: 'x.js' }), PATH: '/bin' })).toEqual([]);
  });
});
