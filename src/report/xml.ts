/** An element with its attributes, and children or text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlElement[] = [],
  text = '',
): XmlElement {
  return { name, attributes, children, text };
}

/** A well-formed document. Characters that XML 1.0 forbids are left out. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, '')}`;
}

function renderElement({ name, attributes, children, text }: XmlElement, indent: string): string {
  const start = `${indent}<${name}${Object.entries(attributes).map(renderAttribute).join('')}`;
  if (children.length > 0) {
    const inner = children.map((child) => renderElement(child, `${indent}  `)).join('');
    return `${start}>\n${inner}${indent}</${name}>\n`;
  }
  return text === '' ? `${start}/>\n` : `${start}>${xmlText(text)}</${name}>\n`;
}

function renderAttribute([name, value]: [string, string]): string {
  return ` ${name}="${xmlText(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ')}"`;
}

/** Not a `Char` of XML 1.0: controls, lone surrogates, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
