import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../../src/app/check-manifests.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What `kubectl apply --kustomize` would send. */
function built(): string {
  return execFileSync('kubectl', ['kustomize', 'manifests/k6-operator'], { cwd: ROOT, encoding: 'utf8' });
}

describe.skipIf(!hasKubectl())('the soak test on a cluster, put together by kubectl', () => {
  it('is a TestRun and its scripts, both in one namespace', () => {
    const [scripts, run] = parseAllDocuments(built()).map((document) => document.toJS());
    expect([scripts.kind, run.kind]).toEqual(['ConfigMap', 'TestRun']);
    expect(scripts.metadata.namespace).toBe(run.metadata.namespace);
    expect(scripts.metadata.name).toBe(run.spec.runner.volumes[0].configMap.name);
    expect(scripts.data['soak.js']).toBe(readFileSync(`${ROOT}k6/soak.js`, 'utf8'));
    const keys = run.spec.runner.volumes[0].configMap.items.map(({ key }: { key: string }) => key);
    expect(Object.keys(scripts.data).sort()).toEqual(keys.sort());
  });

  it('has no finding, and is small enough for a ConfigMap', async () => {
    const text = built();
    const source = { read: async () => [{ name: 'built.yaml', text, named: true }] };
    expect((await checkManifests(['built.yaml'], source)).findings).toEqual([]);
    expect(text.length).toBeLessThan(1_000_000);
  });
});
