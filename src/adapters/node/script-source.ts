import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GateError } from '../../model/gate-error.ts';
import type { ScriptSource } from '../../ports/script-source.ts';
import { isMissing, unreadableWhy } from './unreadable-file.ts';

/** `import ... from './x'`, `export ... from './x'`, `import './x'`, `require('./x')`, `open('./x')`. */
const LOCAL_REFERENCE = /(?:from\s*|import\s*|require\s*\(\s*|open\s*\(\s*)(['"`])(\.{1,2}\/[^'"`\n]+)\1/g;
const MAX_FILES = 500;
/** Variables by which a script can be told how much to load. */
const LENGTH_VARIABLES = ['DURATION', 'VUS'];

/**
 * Reads a script and everything local that it names.
 * @throws GateError SCRIPT_NOT_FOUND, FILE_UNREADABLE
 */
export async function readScript(script: string, cwd: string): Promise<ScriptSource> {
  const entry = path.resolve(cwd, script);
  const files = new Map<string, Buffer>();
  await collect(entry, files, await readEntry(entry, script));
  return {
    path: entry,
    hash: hashOf(files, path.dirname(entry)),
    ...loadOptionsOf(files.get(entry)?.toString('utf8') ?? ''),
    reads: LENGTH_VARIABLES.filter((name) => [...files.values()].some((file) => file.includes(name))),
  };
}

async function readEntry(entry: string, script: string): Promise<Buffer> {
  try {
    return await readFile(entry);
  } catch (cause) {
    throw new GateError(
      isMissing(cause) ? 'SCRIPT_NOT_FOUND' : 'FILE_UNREADABLE',
      `reading the k6 script ${script}: ${unreadableWhy(cause)} (looked for ${entry})`,
      { fault: 'user', hint: 'Give the path of a k6 script, relative to the working directory.', cause },
    );
  }
}

/** Depth first; what cannot be read is left for the engine to complain about, with its own line numbers. */
async function collect(file: string, files: Map<string, Buffer>, content: Buffer): Promise<void> {
  files.set(file, content);
  if (!/\.[cm]?[jt]s$/.test(file)) return;
  for (const [, , reference] of content.toString('utf8').matchAll(LOCAL_REFERENCE)) {
    const target = path.resolve(path.dirname(file), reference ?? '');
    if (files.has(target) || files.size >= MAX_FILES) continue;
    const found = await readFile(target).catch(() => null);
    if (found !== null) await collect(target, files, found);
  }
}

/** Line ends do not count: the same script checked out on Windows is the same script. */
function hashOf(files: ReadonlyMap<string, Buffer>, root: string): string {
  const hash = createHash('sha256');
  for (const [file, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(path.relative(root, file).replaceAll('\\', '/')).update('\0');
    hash.update(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1').update('\0');
  }
  return hash.digest('hex');
}

function loadOptionsOf(source: string): Pick<ScriptSource, 'takesShortcuts'> {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const definesLoad = /\b(scenarios|stages|iterations)\b\s*[:=]/.test(code);
  return { takesShortcuts: !definesLoad && /\bexport\s+default\b/.test(code) };
}
