import { fileURLToPath } from 'node:url';
import { BUILTIN_MODULES } from './builtin-modules.ts';
import { JSLIB_MODULES, jslibModule } from './jslib-modules.ts';

/** What an import names. */
export type Resolution =
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unsupported'; readonly why: string };

/** Resolves an import of a module (a file URL) under k6's rules: relative and absolute paths, and k6's own modules. */
export function resolveSpecifier(specifier: string, referrer: string): Resolution {
  if (BUILTIN_MODULES.includes(specifier)) return { kind: 'builtin', name: specifier };
  if (specifier === 'k6' || specifier.startsWith('k6/')) {
    return { kind: 'unsupported', why: `the module "${specifier}" needs real k6` };
  }
  if (/^https?:\/\//.test(specifier)) {
    const jslib = jslibModule(specifier);
    if (jslib !== null) return { kind: 'builtin', name: jslib };
    return { kind: 'unsupported', why: remoteRefusal(specifier) };
  }
  if (specifier.startsWith('file://')) return { kind: 'file', path: fileURLToPath(specifier) };
  if (specifier.startsWith('./') || specifier.startsWith('../') || specifier.startsWith('/')) {
    return { kind: 'file', path: fileURLToPath(new URL(encodePath(specifier), referrer)) };
  }
  return {
    kind: 'unsupported',
    why: `"${specifier}" is no module of k6 and no path: packages need bundling, for real k6 too`,
  };
}

function remoteRefusal(specifier: string): string {
  const there = JSLIB_MODULES.map((name) => `https://jslib.k6.io/${name}/...`).join(' and ');
  return `the remote import "${specifier}" is not loaded: this engine fetches no code, and has only ${there} built in; save the file beside the script and import it by its path, or use real k6`;
}

/** `open()` takes any relative path, with or without `./`. */
export function resolveFile(file: string, referrer: string): string {
  return file.startsWith('file://')
    ? fileURLToPath(file)
    : fileURLToPath(new URL(encodePath(file), referrer));
}

function encodePath(path: string): string {
  return encodeURI(path)
    .replace(/[?#]/g, encodeURIComponent)
    .replace(/^([a-z]+):/i, './$1%3A');
}
