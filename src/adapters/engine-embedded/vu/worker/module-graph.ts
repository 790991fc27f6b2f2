import { setImmediate } from 'node:timers/promises';
import vm from 'node:vm';
import type { GuestControl, GuestHost } from '../../guest/guest-host.ts';
import { looksCommonJs } from '../../loader/cjs-source.ts';
import type { LoadedModule as ServedModule } from '../../loader/script-sources.ts';
import { NEVER_SETTLES } from '../never-settles.ts';

/** A module that does not parse. */
export class ModuleSyntaxError extends Error {
  override readonly name = 'ModuleSyntaxError';
  readonly id: string;
  readonly code: string;

  constructor(id: string, code: string, message: string) {
    super(message);
    this.id = id;
    this.code = code;
  }
}

type GuestParts = Pick<GuestControl, 'modules' | 'resolverOf'>;

export type ServeModule = (specifier: string, referrer: string, as: 'esm' | 'cjs') => ServedModule;

/** The script's modules in a realm: real ES modules, CommonJS ones where a file is written so. */
export class ModuleGraph {
  private readonly context: vm.Context;
  private readonly guest: GuestParts;
  private readonly serve: ServeModule;
  private readonly modules = new Map<string, vm.Module>();
  private readonly commonJs = new Map<string, { exports: unknown }>();

  constructor(context: vm.Context, guest: GuestParts, serve: ServeModule) {
    this.context = context;
    this.guest = guest;
    this.serve = serve;
  }

  /** Evaluates the script; rejects with what it throws. @returns its exports. */
  async evaluate(entry: string): Promise<object> {
    const module = this.resolve(entry, '');
    await module.link((specifier, referrer) => this.resolve(specifier, referrer.identifier));
    await settled(module.evaluate());
    const { default: exported, ...named } = module.namespace as { default?: unknown };
    const isWholeModule = this.commonJs.has(entry) && typeof exported === 'object' && exported !== null;
    return isWholeModule ? { ...named, ...exported } : module.namespace;
  }

  /** For the scripts' `require`. */
  require(specifier: string, referrer: string): ReturnType<GuestHost['require']> {
    let served: ServedModule;
    try {
      served = this.serve(specifier, referrer, 'cjs');
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
    if (served.kind === 'builtin') return { ok: true, exports: this.withDefault(served.name) };
    return { ok: true, exports: this.runCommonJs(served.id, served.code) };
  }

  /** For the scripts' `import()`. */
  private async import(specifier: string, referrer: string): Promise<vm.Module> {
    const module = this.resolve(specifier, referrer);
    if (module.status === 'unlinked')
      await module.link((name, importer) => this.resolve(name, importer.identifier));
    if (module.status === 'linked') await module.evaluate();
    return module;
  }

  private resolve(specifier: string, referrer: string): vm.Module {
    const served = this.serve(specifier, referrer, 'esm');
    const id = served.kind === 'builtin' ? served.name : served.id;
    const known = this.modules.get(id);
    if (known !== undefined) return known;
    const module = served.kind === 'builtin' ? this.builtin(id) : this.source(id, served.code);
    this.modules.set(id, module);
    return module;
  }

  private source(id: string, code: string): vm.Module {
    if (looksCommonJs(code)) return this.synthetic(id, () => this.runCommonJs(id, code));
    try {
      return new vm.SourceTextModule(code, {
        context: this.context,
        identifier: id,
        initializeImportMeta: (meta) => {
          meta.resolve = this.guest.resolverOf(id);
        },
        importModuleDynamically: (specifier) => this.import(specifier, id),
      });
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }

  private builtin(name: string): vm.Module {
    return this.synthetic(name, () => this.guest.modules[name]);
  }

  private withDefault(name: string): object {
    const exports = this.guest.modules[name] ?? {};
    return { ...exports, default: exports, __esModule: true };
  }

  /** A module whose default export is an object, its members exported by name as well. */
  private synthetic(id: string, make: () => unknown): vm.Module {
    const exports = make();
    const hasMembers = (typeof exports === 'object' && exports !== null) || typeof exports === 'function';
    const members = hasMembers ? exports : {};
    const names = Object.keys(members).filter((name) => name !== 'default');
    return new vm.SyntheticModule(
      ['default', ...names],
      function (this: vm.SyntheticModule) {
        for (const name of names) this.setExport(name, Reflect.get(members, name));
        this.setExport(
          'default',
          Object.hasOwn(members, 'default') && '__esModule' in members
            ? Reflect.get(members, 'default')
            : exports,
        );
      },
      { context: this.context, identifier: id },
    );
  }

  private runCommonJs(id: string, code: string): unknown {
    const known = this.commonJs.get(id);
    if (known !== undefined) return known.exports;
    const module = vm.runInContext('({ exports: {} })', this.context) as { exports: unknown };
    this.commonJs.set(id, module);
    const run = this.compile(id, code);
    Reflect.apply(run, undefined, [module.exports, Reflect.get(this.context, 'require'), module]);
    return module.exports;
  }

  private compile(id: string, code: string): (...values: unknown[]) => unknown {
    try {
      const options = {
        filename: id,
        parsingContext: this.context,
        importModuleDynamically: (specifier: string) => this.import(specifier, id),
      };
      return vm.compileFunction(code, ['exports', 'require', 'module'], options) as (
        ...values: unknown[]
      ) => unknown;
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }
}

/** Waits for a module as long as promise jobs run. @throws what the module throws */
async function settled(evaluation: Promise<unknown>): Promise<void> {
  const jobsHaveRun = setImmediate().then(() => {
    throw new Error(NEVER_SETTLES);
  });
  await Promise.race([evaluation, jobsHaveRun]);
}
