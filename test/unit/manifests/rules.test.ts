import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../../src/manifests/check-files.ts';
import { RULES } from '../../../src/manifests/rules/rules.ts';

/** Some rules look at the file's name. */
function nameFor(id: string): string {
  return id.startsWith('kustomize') ? 'kustomization.yaml' : 'app.yaml';
}

function rulesFound(id: string, text: string): readonly string[] {
  const { findings } = checkFiles([{ name: nameFor(id), text, named: true }], RULES);
  return findings.map(({ rule }) => rule);
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, { good, bad, title, reason, fix }) => {
    it('is found in its bad example, alone', () => {
      expect([...new Set(rulesFound(id, bad))]).toEqual([id]);
    });

    it('is not found in its good example, and neither is anything else', () => {
      expect(rulesFound(id, good)).toEqual([]);
    });

    it('is explained', () => {
      expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(title).not.toMatch(/\.$/);
      for (const text of [reason, fix]) expect(text.length).toBeGreaterThan(10);
    });
  },
);

it('no two rules have one id', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
