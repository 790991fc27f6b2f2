import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RULES } from '../../src/manifests/rules/rules.ts';
import { checkYaml } from '../support/check-yaml.ts';
import { SHOP_FILE } from '../support/manifests/shop-file.ts';

interface Answer {
  readonly Kind: string;
  readonly Name: string;
  readonly Error: string;
}

const MANIFESTS = path.resolve(import.meta.dirname, '../../manifests');
const folder = mkdtempSync(path.join(os.tmpdir(), 'perf-gate-keda-'));
const PROGRAM = path.join(folder, 'oracle');

/** KEDA and its libraries come through Go's module proxy and take minutes to compile the first time: only where they are asked for. */
function built(): boolean {
  cpSync(path.join(import.meta.dirname, 'keda-types'), folder, { recursive: true });
  const go = (...args: readonly string[]) =>
    spawnSync('go', args, { cwd: folder, stdio: 'ignore', timeout: 900_000 }).status === 0;
  go('mod', 'init', 'oracle');
  const required = go('mod', 'edit', '-require=github.com/kedacore/keda/v2@v2.21.0') && go('mod', 'tidy');
  return required && go('build', '-o', PROGRAM, '.');
}

/** What Go refuses of the documents of a text. */
function refused(text: string): readonly Answer[] {
  const { stdout } = spawnSync(PROGRAM, { input: text, encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line): Answer => JSON.parse(line)).filter((answer) => answer.Error !== '');
}

const there = process.env.PERF_GATE_KEDA_ORACLE === '1' && built();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!there)('manifests beside the types of Kubernetes and KEDA', () => {
  it('whole objects that are shipped are taken', () => {
    const names = readdirSync(MANIFESTS, { recursive: true, encoding: 'utf8' });
    // Patches of overlays are parts of objects.
    const whole = names.filter((name) => /^(base|components)\/.*\.yaml$/.test(name));
    expect(whole.length).toBeGreaterThan(15);
    const texts = whole.map((name) => readFileSync(path.join(MANIFESTS, name), 'utf8'));
    expect([SHOP_FILE, ...texts].flatMap(refused)).toEqual([]);
  });

  it('good examples of all rules are taken', () => {
    expect(RULES.flatMap(({ id, good }) => (refused(good ?? '').length > 0 ? [id] : []))).toEqual([]);
  });

  it('bad examples that Go refuses are errors here as well', () => {
    const bad = RULES.flatMap(({ bad: text }) =>
      text !== undefined && refused(text).length > 0 ? [text] : [],
    );
    expect(bad.length).toBeGreaterThan(8);
    for (const text of bad)
      expect(checkYaml(text).findings.map(({ severity }) => severity)).toContain('error');
  });
});
