const NAME = /^[A-Za-z_][\w.-]*$/;
/** What XML 1.0 allows in a document. */
const CHAR = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENTITY = /&(?!(amp|lt|gt|quot|apos|#\d+);)/;

/**
 * What keeps a document from being well-formed, in words; empty when nothing does. Knows what a writer of elements,
 * attributes and text can get wrong; no comments, CDATA or doctypes, which `perf-gate` does not write.
 */
export function xmlProblems(xml: string): string[] {
  const problems: string[] = [];
  if (!CHAR.test(xml)) problems.push('a character that XML forbids');
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (body === xml) problems.push('no declaration');
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  for (const match of body.matchAll(/<(\/?)([^\s/>]+)((?:\s+[^\s=]+="[^"<]*")*)\s*(\/?)>/g)) {
    problems.push(...textProblems(body.slice(at, match.index), open.length));
    at = match.index + match[0].length;
    const [, closing, name = '', attributes = '', empty] = match;
    if (!NAME.test(name)) problems.push(`the name ${name}`);
    problems.push(...attributeProblems(attributes));
    if (closing === '/') {
      const expected = open.pop();
      if (expected !== name) problems.push(`</${name}> where </${expected}> was expected`);
      continue;
    }
    if (open.length === 0) roots++;
    if (empty !== '/') open.push(name);
  }
  problems.push(...textProblems(body.slice(at), open.length));
  if (open.length > 0) problems.push(`<${open.join('><')}> left open`);
  if (roots !== 1) problems.push(`${roots} roots`);
  return problems;
}

function textProblems(text: string, depth: number): string[] {
  const problems: string[] = [];
  if (text.includes('<')) problems.push(`a loose < in ${JSON.stringify(text.slice(0, 60))}`);
  if (ENTITY.test(text)) problems.push(`a loose & in ${JSON.stringify(text.slice(0, 60))}`);
  if (text.includes(']]>')) problems.push(']]> in text');
  if (depth === 0 && text.trim() !== '') problems.push('text outside the root');
  return problems;
}

function attributeProblems(attributes: string): string[] {
  const names = [...attributes.matchAll(/([^\s=]+)="([^"]*)"/g)];
  const bad = names.filter(([, name = '', value = '']) => !NAME.test(name) || ENTITY.test(value));
  const doubled = names.length - new Set(names.map(([, name]) => name)).size;
  return [...bad.map(([all]) => `the attribute ${all}`), ...(doubled > 0 ? ['an attribute twice'] : [])];
}
