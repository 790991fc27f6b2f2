import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagesOf } from '../../../src/tooling/bundle.ts';
import { renderLicences } from '../../../src/tooling/licences.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  for (const name of ['@fontsource/dejavu-sans', 'canvaskit-wasm', 'quickjs-wasi', 'left', '@scope/right'])
    await install(name);
});
afterEach(() => folder.remove());

async function install(
  name: string,
  files: Readonly<Record<string, string>> = { LICENSE: `Text of ${name}.` },
) {
  const home = folder.file(path.join('node_modules', name));
  await mkdir(home, { recursive: true });
  await writeFile(
    path.join(home, 'package.json'),
    JSON.stringify({ name, version: '1.2.3', license: 'MIT' }),
  );
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(home, file), text);
}

describe('licences', () => {
  it('are named with their text, in order, files that are no code included', async () => {
    const text = await renderLicences(folder.path, ['left', '@scope/right']);
    expect([...text.matchAll(/^(\S+) 1\.2\.3 \(MIT\)$/gm)].map(([, name]) => name)).toEqual([
      '@fontsource/dejavu-sans',
      '@scope/right',
      'canvaskit-wasm',
      'left',
      'quickjs-wasi',
    ]);
    expect(text).toContain('Text of left.');
  });

  it('must be there: a package without the text is not shipped', async () => {
    await install('bare', {});
    await expect(renderLicences(folder.path, ['bare'])).rejects.toThrow(/bare states no licence/);
  });

  it('stand in full also for the one package that only names its own', async () => {
    await install('@nodable/entities', {});
    const text = await renderLicences(folder.path, ['@nodable/entities']);
    expect(text).toMatch(
      /@nodable\/entities 1\.2\.3 \(MIT\)\n\nCopyright \(c\) Amit Gupta\n\nPermission is hereby/,
    );
  });

  it('do not depend on the line ends of the machine that published', async () => {
    await install('crlf', { 'licence.md': 'a\r\nb\r\n' });
    expect(await renderLicences(folder.path, ['crlf'])).toContain('\na\nb\n');
  });
});

it('packages of bundles are named once each, scopes and nested ones included, our own files not', () => {
  const inputs = (...names: string[]) => ({
    inputs: Object.fromEntries(names.map((name) => [name, { bytes: 1, imports: [] }])),
  });
  expect(
    packagesOf(
      inputs('src/cli.ts', 'node_modules/yaml/dist/index.js', 'node_modules/@scope/a/b.js'),
      inputs('node_modules/yaml/other.js', 'node_modules/x/node_modules/y/z.js'),
    ),
  ).toEqual(['@scope/a', 'y', 'yaml']);
});
