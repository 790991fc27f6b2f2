import { commonJsNames, looksCommonJs } from '../../loader/cjs-source.ts';
import { type ImportedNames, importedNames } from '../../loader/imported-names.ts';
import type { LoadedModule } from '../../loader/script-sources.ts';

/** A CommonJS module for one importer. */
interface Wrapper {
  readonly id: string;
  readonly wanted: ImportedNames;
}

/** The modules of a script as an engine thread knows them, shared by its VUs: every VU sees the same script. */
export class ModuleStore {
  private readonly resolved = new Map<string, string>();
  private readonly sources = new Map<string, string>();
  private readonly wrappers = new Map<string, Wrapper>();

  /** The name that an import stands for; `undefined` when it was not asked yet. */
  known(specifier: string, referrer: string): string | undefined {
    return this.resolved.get(`${specifier}\n${referrer}`);
  }

  /** Takes in what the main thread answered. @returns the module's name */
  add(specifier: string, referrer: string, served: LoadedModule): string {
    if (served.kind === 'source') this.sources.set(served.id, served.code);
    const name = this.nameOf(specifier, referrer, served);
    this.resolved.set(`${specifier}\n${referrer}`, name);
    return name;
  }

  /** QuickJS wants to hear of exports before they are there: each importer of a CommonJS module gets those it asks for. */
  private nameOf(specifier: string, referrer: string, served: LoadedModule): string {
    if (served.kind === 'builtin') return served.name;
    const importer = this.sources.get(referrer);
    if (importer === undefined || !looksCommonJs(served.code)) return served.id;
    const name = `commonjs ${specifier} in ${referrer.replace('file://', '')}`;
    this.wrappers.set(name, { id: served.id, wanted: importedNames(importer, specifier) });
    return name;
  }

  /** How the importer wrote the name of a module. */
  specifierOf(name: string): string {
    for (const [key, resolved] of this.resolved) {
      if (resolved === name) return key.slice(0, key.indexOf('\n'));
    }
    return name;
  }

  /** As the script has it. */
  code(name: string): string | undefined {
    return this.sources.get(name);
  }

  /** As QuickJS gets it. */
  source(name: string, builtins: Readonly<Record<string, readonly string[]>>): string {
    const wrapper = this.wrappers.get(name);
    if (wrapper !== undefined)
      return commonJsSource(name, wrapper.id, this.sources.get(wrapper.id) ?? '', wrapper.wanted);
    return this.sources.has(name) ? this.script(name) : builtinSource(name, builtins[name] ?? []);
  }

  /** A module of the script as QuickJS gets it: one that looks at its `import.meta` is given one first. */
  script(name: string): string {
    const code = this.sources.get(name) ?? '';
    if (!code.includes('import.meta')) return code;
    const meta = `import.meta.resolve = ${GATEWAY}.resolverOf(${JSON.stringify(name)});`;
    return code.replace(/^(#![^\n]*\n)?/, (hashbang) => `${hashbang}${meta}`);
  }
}

/** Where modules reach the guest library: under a name that scripts do not come upon. */
const GATEWAY = "globalThis[Symbol.for('perf-gate')]";

/** Module code that hands out members of an object of the guest library. */
function builtinSource(name: string, members: readonly string[]): string {
  return `const module = ${GATEWAY}.modules[${JSON.stringify(name)}];\n${exportsOf(members)}export default module;`;
}

function commonJsSource(name: string, id: string, code: string, { named, members }: ImportedNames): string {
  const run = `const exported = ${GATEWAY}.commonJs(${JSON.stringify(id)}, ${JSON.stringify(code)});\nconst module = exported ?? {};\n`;
  const missing = `"Could not find export '" + name + "' in module '" + ${JSON.stringify(name)} + "'"`;
  const needed = `for (const name of ${JSON.stringify(named)}) if (!(name in Object(module))) throw new SyntaxError(${missing});\n`;
  const names = [...new Set([...commonJsNames(code), ...named, ...members])];
  const whole =
    'export default typeof module === "object" && module.__esModule && "default" in module ? module.default : exported;';
  return `${run}${needed}${exportsOf(names)}${whole}`;
}

/** Names that are no identifiers, such as `default`, cannot be declared. */
function exportsOf(members: readonly string[]): string {
  return members
    .filter((member) => member !== 'default')
    .map((member, index) => `const m${index} = module.${member}; export { m${index} as ${member} };\n`)
    .join('');
}
