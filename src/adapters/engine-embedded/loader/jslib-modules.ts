/** Modules of jslib.k6.io that are built in, under any version: nothing is ever fetched. */
export const JSLIB_MODULES: readonly string[] = ['k6-utils', 'k6-summary'];

/** The built-in module that a remote import stands for; `null` when there is none. */
export function jslibModule(specifier: string): string | null {
  const name = /^https:\/\/jslib\.k6\.io\/([\w-]+)\/[\w.-]+\/index\.js$/.exec(specifier)?.[1];
  return name !== undefined && JSLIB_MODULES.includes(name) ? `jslib/${name}` : null;
}
