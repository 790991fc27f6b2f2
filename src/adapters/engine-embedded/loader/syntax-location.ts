import vm from 'node:vm';

/**
 * Where a source does not parse, as `line:column`; `null` when it cannot be told. V8 gives no place for errors in
 * modules, so the source is parsed again: by sucrase, then by V8 as a script.
 */
export async function syntaxErrorLocation(source: string, path: string): Promise<string | null> {
  const { transform } = await import('./parse-script.ts');
  let script: string;
  try {
    const transforms: ('typescript' | 'imports')[] = path.endsWith('.ts')
      ? ['typescript', 'imports']
      : ['imports'];
    script = transform(source, { transforms, disableESTransforms: true }).code.replace(/^"use strict";/, '');
  } catch (error) {
    return /\((\d+:\d+)\)/.exec(String(error))?.[1] ?? null;
  }
  // Same line, so that the numbers stay true; top-level await is allowed in modules.
  const prefix = '(async function () {"use strict";';
  try {
    new vm.Script(`${prefix}${script}\n})`, { filename: 'module' });
    return null;
  } catch (error) {
    return placeInStack(String((error as Error).stack), prefix.length);
  }
}

/** V8 decorates the stack: `module:3`, the source line, and a caret below the place. */
function placeInStack(stack: string, prefixLength: number): string | null {
  const [head = '', , carets = ''] = stack.split('\n');
  const line = /^module:(\d+)/.exec(head)?.[1];
  if (line === undefined) return null;
  const column = carets.indexOf('^') + 1 - (line === '1' ? prefixLength : 0);
  return column > 0 ? `${line}:${column}` : `${line}:1`;
}
