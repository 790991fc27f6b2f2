import { Attribute } from './attribute.ts';
import { fieldValue } from './form-fields.ts';
import {
  descendants,
  elementChildren,
  type HtmlElement,
  type HtmlNode,
  innerHtml,
  isElement,
  outerHtml,
  textOf,
} from './html-node.ts';
import { fits, siblings } from './match-selector.ts';
import { parseSelector } from './selector.ts';

/** Attributes that elements have methods for: texts, and whether they are there. */
const TEXT_METHODS =
  'abbr accept action alt charset cite content coords crossOrigin dateTime download encType height high href hreflang kind label lang low max maxLength media method min minLength name pattern ping placeholder poster preload rel rows scope shape size sizes span src srcset step target title type useMap width wrap';
const FLAG_METHODS =
  'async autofocus autoplay checked controls default defer disabled hidden isMap loop multiple muted noValidate open readOnly required reversed selected';

let readNode: (element: Element) => HtmlNode;

/** The node of a page that an element stands for. */
export function nodeOf(element: Element): HtmlNode {
  return readNode(element);
}

/** A node of a page, as DOM and k6/html have it; everything is a method. */
export class Element {
  static {
    readNode = (element) => element.#node;
  }

  readonly #node: HtmlNode;

  constructor(node: HtmlNode) {
    this.#node = node;
  }

  nodeName(): string {
    return this.#node.kind === 'element'
      ? this.#node.name.toUpperCase()
      : `#${this.#node.kind === 'comment' ? 'comment' : 'text'}`;
  }

  nodeType(): number {
    if (this.#node.kind === 'element') return this.#node.name === '#document' ? 9 : 1;
    return this.#node.kind === 'comment' ? 8 : 3;
  }

  nodeValue(): string | undefined {
    return this.#node.kind === 'element' ? undefined : this.#node.text;
  }

  tagName(): string | undefined {
    return isElement(this.#node) ? this.nodeName() : undefined;
  }

  id(): string {
    return this.getAttribute('id') ?? '';
  }

  className(): string | undefined {
    return this.getAttribute('class');
  }

  classList(): string[] {
    return (this.className() ?? '').split(/\s+/).filter((name) => name !== '');
  }

  attributes(): Record<string, Attribute> {
    return Object.fromEntries(
      [...this.#attributes()].map(([name, value]) => [name, new Attribute(name, value, this)]),
    );
  }

  getAttribute(name: unknown): string | undefined {
    return this.#attributes().get(String(name).toLowerCase());
  }

  getAttributeNode(name: unknown): Attribute | undefined {
    return this.attributes()[String(name).toLowerCase()];
  }

  hasAttribute(name: unknown): boolean {
    return this.getAttribute(name) !== undefined;
  }

  hasAttributes(): boolean {
    return this.#attributes().size > 0;
  }

  value(): string | string[] | undefined {
    return isElement(this.#node) ? fieldValue(this.#node) : undefined;
  }

  text(): string {
    return this.textContent();
  }

  textContent(): string {
    return textOf(this.#node);
  }

  innerHTML(): string | undefined {
    return isElement(this.#node) ? innerHtml(this.#node) : undefined;
  }

  toString(): string {
    return outerHtml(this.#node);
  }

  childNodes(): Element[] {
    return isElement(this.#node) ? this.#node.children.map((node) => new Element(node)) : [];
  }

  children(): Element[] {
    return this.#elementChildren().map((node) => new Element(node));
  }

  childElementCount(): number {
    return this.#elementChildren().length;
  }

  hasChildNodes(): boolean {
    return this.childNodes().length > 0;
  }

  firstChild(): Element | undefined {
    return this.childNodes()[0];
  }

  lastChild(): Element | undefined {
    return this.childNodes().at(-1);
  }

  firstElementChild(): Element | undefined {
    return this.children()[0];
  }

  lastElementChild(): Element | undefined {
    return this.children().at(-1);
  }

  parentElement(): Element | undefined {
    const { parent } = this.#node;
    return parent === null || parent.name === '#document' ? undefined : new Element(parent);
  }

  parentNode(): Element | undefined {
    return this.#node.parent === null ? undefined : new Element(this.#node.parent);
  }

  ownerDocument(): Element | undefined {
    let node: HtmlNode = this.#node;
    while (node.parent !== null) node = node.parent;
    return new Element(node);
  }

  nextSibling(): Element | undefined {
    return this.#sibling(1);
  }

  previousSibling(): Element | undefined {
    return this.#sibling(-1);
  }

  nextElementSibling(): Element | undefined {
    return this.#elementSibling(1);
  }

  previousElementSibling(): Element | undefined {
    return this.#elementSibling(-1);
  }

  getElementsByClassName(name: unknown): Element[] {
    return this.#below((element) => new Element(element).classList().includes(String(name)));
  }

  getElementsByTagName(name: unknown): Element[] {
    return this.#below((element) => element.name === String(name).toLowerCase());
  }

  querySelector(selector: unknown): Element | undefined {
    return this.querySelectorAll(selector)[0];
  }

  querySelectorAll(selector: unknown): Element[] {
    const wanted = parseSelector(String(selector));
    return this.#below((element) => fits(element, wanted));
  }

  matches(selector: unknown): boolean {
    return isElement(this.#node) && fits(this.#node, parseSelector(String(selector)));
  }

  contains(other: unknown): boolean {
    if (!(other instanceof Element)) return false;
    for (let node: HtmlNode | null = other.#node; node !== null; node = node.parent) {
      if (node === this.#node) return true;
    }
    return false;
  }

  isSameNode(other: unknown): boolean {
    return other instanceof Element && other.#node === this.#node;
  }

  isEqualNode(other: unknown): boolean {
    return other instanceof Element && outerHtml(other.#node) === outerHtml(this.#node);
  }

  isDefaultNamespace(): boolean {
    return true;
  }

  namespaceURI(): string {
    return '';
  }

  #attributes(): Map<string, string> {
    return isElement(this.#node) ? this.#node.attributes : new Map();
  }

  #elementChildren(): HtmlElement[] {
    return isElement(this.#node) ? elementChildren(this.#node) : [];
  }

  #sibling(step: 1 | -1): Element | undefined {
    const all = this.#node.parent?.children ?? [];
    const node = all[all.indexOf(this.#node) + step];
    return node === undefined ? undefined : new Element(node);
  }

  #elementSibling(step: 1 | -1): Element | undefined {
    if (!isElement(this.#node)) return undefined;
    const all = siblings(this.#node);
    const node = all[all.indexOf(this.#node) + step];
    return node === undefined ? undefined : new Element(node);
  }

  #below(isWanted: (element: HtmlElement) => boolean): Element[] {
    if (!isElement(this.#node)) return [];
    return [...descendants(this.#node)].filter(isWanted).map((node) => new Element(node));
  }
}

for (const name of TEXT_METHODS.split(' ')) addMethod(name, (element) => element.getAttribute(name) ?? '');
for (const name of FLAG_METHODS.split(' ')) addMethod(name, (element) => element.hasAttribute(name));

function addMethod(name: string, read: (element: Element) => unknown): void {
  Object.defineProperty(Element.prototype, name, {
    value(this: Element) {
      return read(this);
    },
    writable: true,
    configurable: true,
  });
}
