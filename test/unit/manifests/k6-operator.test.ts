import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeManifestFiles } from '../../../src/adapters/manifest-files/manifest-files.ts';
import { checkManifests } from '../../../src/app/check-manifests.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const files = makeManifestFiles(ROOT, Readable.from([]));
const SOAK = 'manifests/k6-operator/soak.yaml';

const read = (file: string) => readFile(path.join(ROOT, file), 'utf8');

describe('the soak test on a cluster', () => {
  it('has no finding, and no field that is not checked', async () => {
    const { findings, unchecked } = await checkManifests(['manifests/k6-operator', 'k6'], files);
    expect(findings).toEqual([]);
    expect(unchecked).toEqual({});
  });

  it.each([
    ['parallelism: 1', 'paralelism: 1', 'unknown-field'],
    ['cleanup: post', 'cleanup: always', 'bad-value'],
    ['mountPath: /scripts', 'mountpath: /scripts', 'unknown-field'],
    ['memory: 1Gi', 'memory: 1GiB', 'bad-value'],
  ])('is found out when %s becomes %s', async (sound, broken, rule) => {
    const text = (await read(SOAK)).replace(sound, broken);
    const source = { read: async () => [{ name: 'soak.yaml', text, named: true }] };
    const { findings } = await checkManifests(['soak.yaml'], source);
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });

  it('finds every script where the imports look for it', async () => {
    const kustomization = parse(await read('k6/kustomization.yaml'));
    const keys: readonly string[] = kustomization.configMapGenerator[0].files;
    const { spec } = parse(await read(SOAK));
    for (const pod of [spec.initializer, spec.runner]) {
      const items: readonly { key: string; path: string }[] = pod.volumes[0].configMap.items;
      expect(items.map(({ key, path }) => (key === path ? key : `${key}=${path}`))).toEqual(keys);
    }
    const lib = (await readdir(path.join(ROOT, 'k6/lib'))).filter((name) => name.endsWith('.js'));
    for (const name of lib) expect(keys).toContain(`lib-${name}=lib/${name}`);
    expect(keys).toHaveLength(lib.length + 1);
  });

  it('holds no secret', async () => {
    const { spec } = parse(await read(SOAK));
    const names = spec.runner.env.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => /PASSWORD|TOKEN|USERNAME|SECRET/.test(name))).toEqual([]);
    expect(spec.runner.envFrom).toEqual([{ secretRef: { name: 'prometheus-remote-write', optional: true } }]);
  });
});
