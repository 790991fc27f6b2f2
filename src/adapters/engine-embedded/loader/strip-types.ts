import { transform } from 'sucrase';

/**
 * JavaScript of a script module, line for line: types removed from `.ts`, and imports turned into `require` where
 * a CommonJS module asks for it.
 * @throws Error with `(line:column)` in its message when the source cannot be parsed.
 */
export function toJavaScript(source: string, path: string, as: 'esm' | 'cjs'): string {
  const isTypeScript = path.endsWith('.ts');
  const needsImports = as === 'cjs' && /^\s*(import|export)\b/m.test(source);
  if (!isTypeScript && !needsImports) return source;
  const transforms: ('typescript' | 'imports')[] = [];
  if (isTypeScript) transforms.push('typescript');
  if (needsImports) transforms.push('imports');
  return transform(source, { transforms, disableESTransforms: true, filePath: path }).code;
}
