import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages that are in the bundle as files, not as code that the bundler saw. */
const ALSO = ['@fontsource/dejavu-sans', 'canvaskit-wasm', 'quickjs-wasi'];

const MIT_TERMS = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL
THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
`;

/** What is compiled into quickjs.wasm; its package has the licence of the wrapper only. */
const QUICKJS_NG = `QuickJS-ng (MIT), in quickjs.wasm

Copyright (c) 2017-2024 Fabrice Bellard
Copyright (c) 2017-2024 Charlie Gordon
Copyright (c) 2023-2025 Ben Noordhuis
Copyright (c) 2023-2025 Saúl Ibarra Corretgé

${MIT_TERMS}`;

/** Packages that name the MIT licence and have no text of it, with their author: looked at, and no others. */
const MIT_BY: Readonly<Record<string, string>> = { '@nodable/entities': 'Amit Gupta' };

/**
 * Name, version, licence and licence text of every bundled package.
 * @throws Error when a package comes without its licence: it must not be shipped without a look at why
 */
export async function renderLicences(root: string, packages: readonly string[]): Promise<string> {
  const names = [...new Set([...packages, ...ALSO])].sort();
  const sections: string[] = [];
  for (const name of names) sections.push(await sectionOf(path.join(root, 'node_modules', name), name));
  const wasm = `${'-'.repeat(78)}\n${QUICKJS_NG}`;
  return `Third-party software in this folder.\n\n${[...sections, wasm].join('\n')}`;
}

async function sectionOf(folder: string, name: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { version, license } = manifest as { readonly version?: string; readonly license?: string };
  const heading = `${'-'.repeat(78)}\n${name} ${version} (${license})\n\n`;
  const author = MIT_BY[name];
  if (license === 'MIT' && author !== undefined) return `${heading}Copyright (c) ${author}\n\n${MIT_TERMS}`;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined || license === undefined)
    throw new Error(`${name} states no licence or has no text of it`);
  const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return `${heading}${text}\n`;
}
