import type { LoadedModule } from '../../loader/script-sources.ts';
import type { GuestControl, GuestHost, HostAnswer } from '../guest-host.ts';
import { type Native, OP } from './native.ts';

type CompiledModule = (exports: unknown, require: unknown, module: { exports: unknown }) => unknown;

/** CommonJS modules of the script inside QuickJS. */
export class CommonJsModules {
  private readonly native: Native;
  private readonly ask: (json: string) => HostAnswer;
  private readonly builtins: () => GuestControl['modules'];
  private readonly modules = new Map<string, { exports: unknown }>();

  constructor(native: Native, ask: (json: string) => HostAnswer, builtins: () => GuestControl['modules']) {
    this.native = native;
    this.ask = ask;
    this.builtins = builtins;
  }

  /** For the scripts' `require`. */
  require(specifier: string, referrer: string): ReturnType<GuestHost['require']> {
    const answer = this.ask(JSON.stringify({ specifier, referrer, as: 'cjs' }));
    if (!answer.ok) return { ok: false, message: answer.message };
    const served = JSON.parse(answer.json) as LoadedModule;
    if (served.kind === 'source') return { ok: true, exports: this.run(served.id, served.code) };
    const exports = this.builtins()[served.name] ?? {};
    return { ok: true, exports: { ...exports, default: exports, __esModule: true } };
  }

  /** Runs a module once. @throws what the module throws, or its SyntaxError. */
  run(id: string, code: string): unknown {
    const known = this.modules.get(id);
    if (known !== undefined) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.modules.set(id, module);
    const run = this.native(OP.compile, code, id) as CompiledModule;
    run(module.exports, Reflect.get(globalThis, 'require'), module);
    return module.exports;
  }
}
