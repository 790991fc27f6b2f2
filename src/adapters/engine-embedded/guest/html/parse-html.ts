import { decodeEntities } from './entities.ts';
import { append, elementChildren, type HtmlElement, newElement, VOID_ELEMENTS } from './html-node.ts';

/** Elements whose content is text up to their end tag. */
const RAW_TEXT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'iframe',
  'noframes',
]);
/** Of those, the ones in which references count. */
const ESCAPABLE: ReadonlySet<string> = new Set(['textarea', 'title']);

const BLOCKS =
  'address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';

/** Which open elements a start tag ends, and which ones stop the search for them. */
const IMPLIED_ENDS: Readonly<Record<string, readonly [ends: string, within: string]>> = {
  li: ['li', 'ul ol'],
  dt: ['dt dd', 'dl'],
  dd: ['dt dd', 'dl'],
  option: ['option', 'select datalist optgroup'],
  optgroup: ['option optgroup', 'select'],
  tr: ['td th tr', 'table'],
  td: ['td th', 'tr table'],
  th: ['td th', 'tr table'],
  thead: ['td th tr thead tbody tfoot', 'table'],
  tbody: ['td th tr thead tbody tfoot', 'table'],
  tfoot: ['td th tr thead tbody tfoot', 'table'],
  ...Object.fromEntries(BLOCKS.split(' ').map((name) => [name, ['p', 'button td th li body'] as const])),
};

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * Parses a page as browsers would: what is not closed is closed where its parent ends, and there is always html, head
 * and body. Never throws: every text is some page.
 */
export function parseDocument(markup: string): HtmlElement {
  const parser = new Parser(markup);
  return withBody(parser.parse());
}

class Parser {
  private readonly markup: string;
  private readonly root = newElement('#document');
  private open: HtmlElement = this.root;
  private at = 0;

  constructor(markup: string) {
    this.markup = markup;
  }

  parse(): HtmlElement {
    while (this.at < this.markup.length) {
      const next = this.markup.indexOf('<', this.at);
      if (next < 0) {
        this.text(this.markup.length);
        break;
      }
      if (next > this.at) this.text(next);
      this.markupAt();
    }
    return this.root;
  }

  private markupAt(): void {
    const rest = this.markup.slice(this.at, this.at + 9).toLowerCase();
    if (rest.startsWith('<!--')) this.comment();
    else if (rest.startsWith('<!') || rest.startsWith('<?')) this.skipPast('>');
    else if (!this.tag()) this.text(this.at + 1);
  }

  private text(end: number): void {
    const text = decodeEntities(this.markup.slice(this.at, end));
    this.at = end;
    append(this.open, { kind: 'text', parent: null, text });
  }

  private comment(): void {
    const end = this.markup.indexOf('-->', this.at + 4);
    const text = this.markup.slice(this.at + 4, end < 0 ? undefined : end);
    this.at = end < 0 ? this.markup.length : end + 3;
    append(this.open, { kind: 'comment', parent: null, text });
  }

  private skipPast(mark: string): void {
    const end = this.markup.indexOf(mark, this.at);
    this.at = end < 0 ? this.markup.length : end + mark.length;
  }

  private tag(): boolean {
    TAG.lastIndex = this.at;
    const match = TAG.exec(this.markup);
    if (match === null) return false;
    const [whole, slash, rawName = '', attributes = ''] = match;
    this.at += whole.length;
    const name = rawName.toLowerCase();
    if (slash === '/') this.close(name);
    else this.start(name, attributes);
    return true;
  }

  private start(name: string, attributes: string): void {
    this.closeImplied(name);
    if (name === 'tr' && this.open.name === 'table') this.push(newElement('tbody'));
    const element = newElement(name, attributesOf(attributes));
    this.push(element);
    if (RAW_TEXT.has(name)) this.rawText(element);
    else if (VOID_ELEMENTS.has(name) || (attributes.endsWith('/') && isForeign(this.open))) this.pop();
  }

  private push(element: HtmlElement): void {
    append(this.open, element);
    this.open = element;
  }

  private pop(): void {
    this.open = this.open.parent ?? this.root;
  }

  private rawText(element: HtmlElement): void {
    const end = this.markup.toLowerCase().indexOf(`</${element.name}`, this.at);
    const text = this.markup.slice(this.at, end < 0 ? undefined : end);
    const isEscapable = ESCAPABLE.has(element.name);
    if (text !== '')
      append(element, {
        kind: isEscapable ? 'text' : 'raw',
        parent: null,
        text: isEscapable ? decodeEntities(text) : text,
      });
    this.at = end < 0 ? this.markup.length : end;
    if (end >= 0) this.skipPast('>');
    this.pop();
  }

  private closeImplied(name: string): void {
    const [ends, within] = IMPLIED_ENDS[name] ?? ['', ''];
    if (ends === '') return;
    const [ended, stops] = [ends.split(' '), within.split(' ')];
    let last: HtmlElement | null = null;
    for (
      let node: HtmlElement | null = this.open;
      node !== null && !stops.includes(node.name);
      node = node.parent
    ) {
      if (ended.includes(node.name)) last = node;
    }
    if (last !== null) this.open = last.parent ?? this.root;
  }

  private close(name: string): void {
    for (let node: HtmlElement | null = this.open; node !== null; node = node.parent) {
      if (node.name !== name) continue;
      this.open = node.parent ?? this.root;
      return;
    }
  }
}

function isForeign(element: HtmlElement): boolean {
  for (let node: HtmlElement | null = element; node !== null; node = node.parent) {
    if (node.name === 'svg' || node.name === 'math') return true;
  }
  return false;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

const HEAD_ELEMENTS: ReadonlySet<string> = new Set(['title', 'meta', 'link', 'base', 'style']);

/** Puts html, head and body where the page leaves them out. */
function withBody(root: HtmlElement): HtmlElement {
  const given = elementChildren(root).find(({ name }) => name === 'html');
  const html = given ?? newElement('html');
  const loose = (given ?? root).children;
  if (given === undefined) root.children = [];
  html.children = [];
  const head = loose.find((node) => node.kind === 'element' && node.name === 'head') ?? newElement('head');
  const body = loose.find((node) => node.kind === 'element' && node.name === 'body') ?? newElement('body');
  for (const node of loose) {
    if (node === head || node === body || head.kind !== 'element' || body.kind !== 'element') continue;
    const isHead = node.kind === 'element' && HEAD_ELEMENTS.has(node.name) && body.children.length === 0;
    if (node.kind === 'text' && node.text.trim() === '' && body.children.length === 0) continue;
    append(isHead ? head : body, node);
  }
  append(html, head, body);
  if (given === undefined) append(root, html);
  return root;
}
