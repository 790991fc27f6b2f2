import { commonJsNames, looksCommonJs } from '../../loader/cjs-source.ts';
import type { LoadedModule } from '../../loader/script-sources.ts';

/** The modules of a script as an engine thread knows them, shared by its VUs: every VU sees the same script. */
export class ModuleStore {
  private readonly resolved = new Map<string, string>();
  private readonly sources = new Map<string, string>();

  /** The name that an import stands for; `undefined` when it was not asked yet. */
  known(specifier: string, referrer: string): string | undefined {
    return this.resolved.get(`${specifier}\n${referrer}`);
  }

  /** Takes in what the main thread answered. @returns the module's name */
  add(specifier: string, referrer: string, served: LoadedModule): string {
    const name = served.kind === 'builtin' ? served.name : served.id;
    this.resolved.set(`${specifier}\n${referrer}`, name);
    if (served.kind === 'source') this.sources.set(name, served.code);
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
    const code = this.sources.get(name);
    if (code === undefined) return builtinSource(name, builtins[name] ?? []);
    return looksCommonJs(code) ? commonJsSource(name, code) : code;
  }
}

/** Module code that hands out members of an object of the guest library. */
function builtinSource(name: string, members: readonly string[]): string {
  return `const module = __perfGate.modules[${JSON.stringify(name)}];\n${exportsOf(members)}export default module;`;
}

function commonJsSource(name: string, code: string): string {
  const run = `const module = __perfGate.commonJs(${JSON.stringify(name)}, ${JSON.stringify(code)});\n`;
  const whole =
    'export default module !== null && typeof module === "object" && module.__esModule && "default" in module ? module.default : module;';
  return `${run}${exportsOf(commonJsNames(code))}${whole}`;
}

/** Names that are no identifiers, such as `default`, cannot be declared. */
function exportsOf(members: readonly string[]): string {
  return members
    .filter((member) => member !== 'default')
    .map((member, index) => `const m${index} = module.${member}; export { m${index} as ${member} };\n`)
    .join('');
}
