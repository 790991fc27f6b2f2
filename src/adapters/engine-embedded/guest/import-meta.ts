import { resolveUrl } from './http/resolve-url.ts';
import { matches } from './own-methods.ts';

/** `import.meta.resolve` of a module: the URL of what an import of the same text would load. Reads nothing. */
export function resolverOf(module: string): (specifier: unknown) => string {
  return function resolve(specifier) {
    const text = String(specifier);
    return matches(/^\.{0,2}\//, text) ? resolveUrl(text, module) : text;
  };
}
