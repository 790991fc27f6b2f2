import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages that are in the bundle as files, not as code that the bundler saw. */
const ALSO = ['@fontsource/dejavu-sans', 'canvaskit-wasm'];

/**
 * Name, version, licence and licence text of every bundled package.
 * @throws Error when a package comes without its licence: it must not be shipped without a look at why
 */
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
  if (file === undefined || license === undefined)
    throw new Error(`${name} states no licence or has no text of it`);
  const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return `${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${text}\n`;
}
