import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeManifestFiles } from '../../../src/adapters/manifest-files/manifest-files.ts';
import { checkManifests } from '../../../src/app/check-manifests.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const source = makeManifestFiles(ROOT, Readable.from([]));
const FOLDERS = ['manifests/base', 'manifests/components', 'manifests/overlays'];

describe('the manifests that come with perf-gate', () => {
  it('have no finding, and none of it is silenced', async () => {
    const { findings, suppressed, documents, unchecked } = await checkManifests(FOLDERS, source);
    expect(findings).toEqual([]);
    expect(suppressed).toEqual([]);
    expect(unchecked).toEqual({});
    expect(documents).toBeGreaterThanOrEqual(30);
  });

  it('say in two lines what each file is for and when not to use it', async () => {
    const files = (await Promise.all(FOLDERS.map((folder) => source.read(folder)))).flat();
    const silent = files
      .filter(({ text }) => !/^# \S.*[.:]\n# Not .*\.?\n[^#]/.test(text))
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('of the example on a cluster have no finding, but for the one that the webhook must refuse', async () => {
    const example = 'examples/validate-manifests';
    const applied = [`${example}/kind`, `${example}/cluster/load.yaml`, `${example}/cluster/rabbitmq.yaml`];
    expect(
      (await checkManifests([...applied, 'manifests/base', 'manifests/components'], source)).findings,
    ).toEqual([]);
    const refused = [
      'manifests/components/keda-rabbitmq/scaled-object.yaml',
      `${example}/cluster/refused.yaml`,
    ];
    const { findings } = await checkManifests(refused, source);
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      `${example}/cluster/refused.yaml target-scaled-twice`,
    ]);
  });

  it('name no password', async () => {
    const { findings } = await checkManifests(['manifests/components/keda-rabbitmq'], {
      read: async (folder) =>
        Promise.all(
          (await source.read(folder)).map(async (file) => ({
            ...file,
            text: (await readFile(path.join(ROOT, file.name), 'utf8')).replace(
              'protocol: amqp',
              'host: amqp://shop:secret@rabbitmq:5672/',
            ),
          })),
        ),
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['inline-credentials']);
  });
});
