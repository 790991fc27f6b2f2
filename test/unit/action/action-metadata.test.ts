import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ACTION_OUTPUTS } from '../../../src/action/action-outputs.ts';
import { ACTION_SETTINGS, INPUT_GROUPS } from '../../../src/action/action-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';
import { inputDefault, inputDescription } from '../../../src/tooling/action-metadata.ts';
import { renderActionReference } from '../../../src/tooling/action-reference.ts';

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, { description: string; default?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

let text: string;
let metadata: Metadata;
beforeAll(async () => {
  text = await readFile('action.yml', 'utf8');
  metadata = parse(text);
});

const settings = Object.values(ACTION_SETTINGS);

describe('action.yml', () => {
  it('runs the bundle under the Node of the runner', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action.mjs' });
  });

  it('can be listed on the marketplace', () => {
    expect(metadata.description.length).toBeLessThan(125);
    expect(metadata.branding).toEqual({ icon: 'activity', color: 'purple' });
  });

  it('declares the inputs that the Action reads, and no other', () => {
    expect(Object.keys(metadata.inputs).sort()).toEqual(settings.map(({ name }) => name).sort());
  });

  it.each(settings.map((setting) => [setting.name, setting] as const))('describes %s', (name, setting) => {
    const declared = metadata.inputs[name];
    expect(declared?.description).toBe(inputDescription(setting));
    expect(declared?.default ?? null).toBe(inputDefault(name, setting.fallbackText));
  });

  it('has only defaults that the Action takes as its own', () => {
    for (const setting of settings) {
      const value = metadata.inputs[setting.name]?.default;
      if (value === undefined || value.startsWith('$')) continue;
      expect(setting.parse(value)).toEqual({ ok: true, value: setting.fallback });
    }
  });

  it('leaves what perf-gate.yml may say without a default, or the file would never be heard', () => {
    const inFile = Object.values(RUN_SETTINGS).map(({ name }) => (name === 'key' ? 'baseline-key' : name));
    for (const name of inFile) expect(metadata.inputs[name]?.default).toBeUndefined();
  });

  it('declares the outputs that the Action sets', () => {
    expect(Object.keys(metadata.outputs)).toEqual(Object.keys(ACTION_OUTPUTS));
    for (const { description } of Object.values(metadata.outputs)) expect(description).toMatch(/\.$/);
  });
});

describe('the reference of inputs and outputs', () => {
  it('has a row for each', () => {
    const page = renderActionReference(text);
    for (const name of [...Object.keys(metadata.inputs), ...Object.keys(metadata.outputs)])
      expect(page).toContain(`\n| \`${name}\` |`);
    expect(page).toContain('| `fail-threshold` | `20%` | Slower than this is a regression |');
  });

  it('names no input that is not there', () => {
    const named = INPUT_GROUPS.flatMap(({ names }) => names);
    expect(named.filter((name) => !(name in metadata.inputs))).toEqual([]);
  });
});
