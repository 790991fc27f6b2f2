import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GateError } from '../../../model/gate-error.ts';
import { importPlace, specifierPlace } from './import-place.ts';
import { resolveFile, resolveSpecifier } from './resolve-specifier.ts';
import { toJavaScript, UnsupportedSyntax } from './strip-types.ts';

export type ModuleKind = 'esm' | 'cjs';

export type LoadedModule =
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'source'; readonly id: string; readonly code: string };

/**
 * The files of one script. The first evaluation of the init context fills it; afterwards it is closed and hands out
 * only what it has, so that every VU sees the same script.
 */
export class ScriptSources {
  /** File URL of the script. */
  readonly entry: string;
  private readonly modules = new Map<string, LoadedModule>();
  private readonly files = new Map<string, SharedArrayBuffer>();
  private readonly paths = new Set<string>();
  private isClosed = false;

  /** @throws GateError SCRIPT_NOT_FOUND */
  constructor(script: string) {
    const absolute = path.resolve(script);
    if (!existsSync(absolute) || !statSync(absolute).isFile()) {
      throw new GateError(
        'SCRIPT_NOT_FOUND',
        `loading the script: expected a file at ${absolute}, found none`,
        {
          fault: 'user',
          hint: 'Check the path; relative paths start at the current directory.',
        },
      );
    }
    this.entry = pathToFileURL(absolute).href;
  }

  /** Absolute paths of all modules and opened files. */
  get loaded(): readonly string[] {
    return [...this.paths];
  }

  close(): void {
    this.isClosed = true;
  }

  /** Where a loaded module imports a name from a specifier, as `file:line:column` of the name. */
  placeOfImport(specifier: string, name: string): string | null {
    for (const module of this.modules.values()) {
      if (module.kind !== 'source') continue;
      const place = importPlace(module.code, specifier, name);
      if (place !== null) return `${fileURLToPath(module.id)}:${place}`;
    }
    return null;
  }

  /**
   * A module by what an import says, seen from a module (a file URL).
   * @throws GateError SCRIPT_UNSUPPORTED or SCRIPT_INVALID
   */
  async module(specifier: string, referrer: string, as: ModuleKind): Promise<LoadedModule> {
    const key = `${as}\n${specifier}\n${referrer}`;
    const known = this.modules.get(key);
    if (known !== undefined) return known;
    const loaded = await this.loadModule(specifier, referrer, as);
    this.modules.set(key, loaded);
    return loaded;
  }

  /** The bytes of a file for `open()`. @throws GateError SCRIPT_INVALID */
  file(name: string, referrer: string): SharedArrayBuffer {
    const target = resolveFile(name, referrer === '' ? this.entry : referrer);
    const known = this.files.get(target);
    if (known !== undefined) return known;
    this.needOpen(`open("${name}")`);
    const bytes = readBytes(target, `open("${name}")`);
    const shared = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(shared).set(bytes);
    this.files.set(target, shared);
    this.paths.add(target);
    return shared;
  }

  private async loadModule(specifier: string, referrer: string, as: ModuleKind): Promise<LoadedModule> {
    const resolution = resolveSpecifier(specifier, referrer === '' ? this.entry : referrer);
    if (resolution.kind === 'builtin') return resolution;
    if (resolution.kind === 'unsupported' || resolution.kind === 'unknown') {
      const message = `${this.importerPlace(specifier, referrer)}${resolution.why}`;
      throw resolution.kind === 'unknown' ? invalid(message) : unsupported(message, 'remove the import');
    }
    const importer = referrer === '' ? '' : ` imported by ${fileURLToPath(referrer)}`;
    if (resolution.path.endsWith('.json'))
      throw invalid(
        `"${specifier}"${importer} is no JavaScript; read it with JSON.parse(open("${specifier}"))`,
      );
    this.needOpen(`the module "${specifier}"`);
    const source = readBytes(resolution.path, `the module "${specifier}"${importer}`).toString('utf8');
    this.paths.add(resolution.path);
    return {
      kind: 'source',
      id: pathToFileURL(resolution.path).href,
      code: await javaScriptOf(source, resolution.path, as),
    };
  }

  /** `file:line:column: ` of the import, as far as it is known. */
  private importerPlace(specifier: string, referrer: string): string {
    if (referrer === '') return '';
    const file = fileURLToPath(referrer);
    for (const module of this.modules.values()) {
      if (module.kind !== 'source' || module.id !== referrer) continue;
      const place = specifierPlace(module.code, specifier);
      if (place !== null) return `${file}:${place}: `;
    }
    return `${file}: `;
  }

  private needOpen(what: string): void {
    if (!this.isClosed) return;
    throw invalid(
      `${what} was not loaded when the script was first evaluated, so a VU cannot load it either`,
    );
  }
}

async function javaScriptOf(source: string, file: string, as: ModuleKind): Promise<string> {
  try {
    return await toJavaScript(source, file, as);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /\((\d+:\d+)\)/.exec(message)?.[1];
    const reason = message.replace(/\s*\(\d+:\d+\)$/, '').replace(/^Error transforming [^:]*: /, '');
    if (error instanceof UnsupportedSyntax)
      throw unsupported(`${file}:${place}: ${reason}`, 'change the script');
    throw invalid(`${file}${place === undefined ? '' : `:${place}`}: SyntaxError: ${reason}`);
  }
}

function readBytes(file: string, what: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause);
    throw invalid(`${what}: expected a readable file at ${file}; ${reason}`);
  }
}

function unsupported(message: string, instead: string): GateError {
  const hint = `Run it with the k6 engine (--engine k6), or ${instead}.`;
  return new GateError('SCRIPT_UNSUPPORTED', `loading the script: ${message}`, { fault: 'user', hint });
}

function invalid(message: string): GateError {
  return new GateError('SCRIPT_INVALID', `loading the script: ${message}`, {
    fault: 'user',
    hint: 'Correct the script; `k6 inspect` shows the same mistake.',
  });
}
