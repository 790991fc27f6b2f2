/** k6's rule is "no import or export in it"; comments and strings that look like one make it an ES module. */
export function looksCommonJs(code: string): boolean {
  if (/^\s*(import\b(?!\s*\()|export\b)/m.test(code) || /[;}]\s*(import|export)\b/.test(code)) return false;
  return /\b(require\s*\(|module\.exports|exports\s*[.[])/.test(code);
}

/** Names that a CommonJS module seems to export, for those who import it as an ES module. */
export function commonJsNames(code: string): readonly string[] {
  const assigned = [...code.matchAll(/\bexports\.([A-Za-z_$][\w$]*)\s*=(?!=)/g)].map(
    (match) => match[1] ?? '',
  );
  const object = /\bmodule\.exports\s*=\s*\{([^{}]*)\}/s.exec(code)?.[1] ?? '';
  const listed = object.split(',').map((member) => /^\s*([A-Za-z_$][\w$]*)/.exec(member)?.[1] ?? '');
  return [...new Set([...assigned, ...listed])].filter((name) => name !== '' && name !== 'default');
}
