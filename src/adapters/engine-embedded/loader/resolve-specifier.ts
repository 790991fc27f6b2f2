import { fileURLToPath } from 'node:url';
import { BUILTIN_MODULES, likelyModule, needsRealK6 } from './builtin-modules.ts';
import { JSLIB_MODULES, jslibModule } from './jslib-modules.ts';

/** What an import names. */
export type Resolution =
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Real k6 may have it; this engine has not. */
  | { readonly kind: 'unsupported'; readonly why: string }
  /** Nobody has it. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Resolves an import of a module (a file URL) under k6's rules: relative and absolute paths, and k6's own modules. */
export function resolveSpecifier(specifier: string, referrer: string): Resolution {
  if (BUILTIN_MODULES.includes(specifier)) return { kind: 'builtin', name: specifier };
  if (needsRealK6(specifier)) return { kind: 'unsupported', why: `the module "${specifier}" needs real k6` };
  if (specifier.startsWith('k6/')) return unknownModule(specifier);
  if (/^https?:\/\//.test(specifier)) {
    const jslib = jslibModule(specifier);
    if (jslib !== null) return { kind: 'builtin', name: jslib };
    return { kind: 'unsupported', why: remoteRefusal(specifier) };
  }
  if (specifier.startsWith('file://')) return { kind: 'file', path: fileURLToPath(specifier) };
  if (specifier.startsWith('./') || specifier.startsWith('../') || specifier.startsWith('/')) {
    return { kind: 'file', path: fileURLToPath(new URL(encodePath(specifier), referrer)) };
  }
  const why = `"${specifier}" is no module of k6 and no path`;
  const near = likelyModule(specifier);
  return near === null
    ? { kind: 'unsupported', why: `${why}: packages need bundling, for real k6 too` }
    : { kind: 'unknown', why: `${why}; did you mean "${near}"?` };
}

/** Without a name that is near it may be newer than this engine. */
function unknownModule(specifier: string): Resolution {
  const why = `k6 has no module "${specifier}"`;
  const near = likelyModule(specifier);
  return near === null
    ? { kind: 'unsupported', why: `${why} that this engine knows of` }
    : { kind: 'unknown', why: `${why}; did you mean "${near}"?` };
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
