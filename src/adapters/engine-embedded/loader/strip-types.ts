/** What k6 would take and this engine does not. */
export class UnsupportedSyntax extends Error {
  override readonly name = 'UnsupportedSyntax';
}

/**
 * JavaScript of a script module, line for line: types removed from `.ts`, and imports turned into `require` where
 * a CommonJS module asks for it; the parser is loaded when there is something to change.
 * @throws UnsupportedSyntax, or Error with `(line:column)` in its message when the source cannot be parsed.
 */
export async function toJavaScript(source: string, path: string, as: 'esm' | 'cjs'): Promise<string> {
  const isTypeScript = path.endsWith('.ts');
  const needsImports = as === 'cjs' && /^\s*(import|export)\b/m.test(source);
  if (!isTypeScript && !needsImports) return source;
  const transforms: ('typescript' | 'imports')[] = [];
  if (isTypeScript) transforms.push('typescript');
  if (needsImports) transforms.push('imports');
  const { transform } = await import('./parse-script.ts');
  const { code } = transform(source, { transforms, disableESTransforms: true, filePath: path });
  if (isTypeScript) refuseNamespaces(source, code);
  return code;
}

/** Namespaces vanish with the types: one that the code then uses would be missing, so it is refused here. */
function refuseNamespaces(source: string, code: string): void {
  const declared = source.matchAll(/^[ \t]*(?:export\s+)?namespace\s+([A-Za-z_$][\w$]*)[\w$.]*\s*\{/gm);
  for (const { 1: name = '', index } of declared) {
    if (!new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`).test(code)) continue;
    const line = source.slice(0, index).split('\n').length;
    throw new UnsupportedSyntax(
      `namespaces of TypeScript are not in the embedded engine; make "${name}" an object (${line}:1)`,
    );
  }
}
