import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages that are in the bundle as files, not as code that the bundler saw. */
const ALSO = ['@fontsource/dejavu-sans', 'canvaskit-wasm', 'sucrase', 'undici'];

/** Name, version, licence and licence text of every bundled package. */
export async function renderLicences(root: string, packages: readonly string[]): Promise<string> {
  const names = [...new Set([...packages, ...ALSO])].sort();
  const sections: string[] = [];
  for (const name of names) sections.push(await sectionOf(path.join(root, 'node_modules', name), name));
  return `Third-party software in this folder.\n\n${sections.join('\n')}`;
}

async function sectionOf(folder: string, name: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { version, license } = manifest as { readonly version?: string; readonly license?: string };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? ''
      : (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return `${'-'.repeat(78)}\n${name} ${version} (${license ?? 'licence not stated'})\n\n${text}\n`;
}
