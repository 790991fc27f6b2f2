/** A piece of a document. */
export type HtmlNode = HtmlElement | HtmlText;

export interface HtmlText {
  readonly kind: 'text' | 'comment' | 'raw';
  parent: HtmlElement | null;
  readonly text: string;
}

export interface HtmlElement {
  readonly kind: 'element';
  /** In lower case; `#document` for the root. */
  readonly name: string;
  readonly attributes: Map<string, string>;
  parent: HtmlElement | null;
  children: HtmlNode[];
}

export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

export function newElement(name: string, attributes: Map<string, string> = new Map()): HtmlElement {
  return { kind: 'element', name, attributes, parent: null, children: [] };
}

export function append(parent: HtmlElement, ...nodes: readonly HtmlNode[]): void {
  for (const node of nodes) {
    node.parent = parent;
    parent.children.push(node);
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return node.kind === 'element';
}

export function elementChildren({ children }: HtmlElement): HtmlElement[] {
  return children.filter(isElement);
}

/** All elements below one, in document order. */
export function* descendants(element: HtmlElement): Generator<HtmlElement> {
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    yield child;
    yield* descendants(child);
  }
}

/** All elements around one, nearest first, without the document. */
export function ancestors(element: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = [];
  for (let node = element.parent; node !== null && node.name !== '#document'; node = node.parent)
    found.push(node);
  return found;
}

/** The outermost element around a node, the document as a rule. */
export function rootOf(element: HtmlElement): HtmlElement {
  let node = element;
  while (node.parent !== null) node = node.parent;
  return node;
}

/** The text of a node and everything below it; comments have none. */
export function textOf(node: HtmlNode): string {
  if (node.kind === 'comment') return '';
  return node.kind === 'element' ? node.children.map(textOf).join('') : node.text;
}

/** Markup of what an element contains. */
export function innerHtml({ children }: HtmlElement): string {
  return children.map(outerHtml).join('');
}

export function outerHtml(node: HtmlNode): string {
  if (node.kind !== 'element') {
    if (node.kind === 'comment') return `<!--${node.text}-->`;
    return node.kind === 'raw' ? node.text : escapeText(node.text);
  }
  if (node.name === '#document') return innerHtml(node);
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  const start = `<${node.name}${attributes}`;
  return VOID_ELEMENTS.has(node.name) ? `${start}/>` : `${start}>${innerHtml(node)}</${node.name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
};

function escapeText(text: string): string {
  return text.replace(/[&'<>"]/g, (character) => ESCAPES[character] ?? character);
}
