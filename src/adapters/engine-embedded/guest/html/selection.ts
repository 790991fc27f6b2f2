import { Element } from './element.ts';
import { type FormValue, fieldValue, formValues } from './form-fields.ts';
import {
  ancestors,
  descendants,
  elementChildren,
  type HtmlElement,
  type HtmlNode,
  innerHtml,
  isElement,
  textOf,
} from './html-node.ts';
import { fits, select, siblings } from './match-selector.ts';
import { parseSelector } from './selector.ts';

type Tester = (index: number, selection: Selection) => unknown;
type Filter = string | Selection | Tester;

/** Elements of a page, as jQuery and k6/html have them. Methods answer with new selections. */
export class Selection {
  readonly #nodes: readonly HtmlNode[];

  constructor(nodes: readonly HtmlNode[]) {
    this.#nodes = [...new Set(nodes)];
  }

  find(selector: unknown): Selection {
    const wanted = parseSelector(String(selector));
    return new Selection(this.#elements().flatMap((element) => select(element, wanted)));
  }

  filter(filter: Filter): Selection {
    return this.#picked(filter, true);
  }

  not(filter: Filter): Selection {
    return this.#picked(filter, false);
  }

  is(filter: Filter): boolean {
    return this.filter(filter).size() > 0;
  }

  has(selector: unknown): Selection {
    const wanted = parseSelector(String(selector));
    return new Selection(
      this.#elements().filter((element) => [...descendants(element)].some((inner) => fits(inner, wanted))),
    );
  }

  closest(selector: unknown): Selection {
    const wanted = parseSelector(String(selector));
    return this.#each((element) =>
      [element, ...ancestors(element)].filter((node) => fits(node, wanted)).slice(0, 1),
    );
  }

  children(selector?: unknown): Selection {
    return this.#each(elementChildren, selector);
  }

  contents(): Selection {
    return new Selection(this.#elements().flatMap(({ children }) => children));
  }

  parent(selector?: unknown): Selection {
    return this.#each((element) => ancestors(element).slice(0, 1), selector);
  }

  parents(selector?: unknown): Selection {
    return this.#each(ancestors, selector);
  }

  parentsUntil(until?: unknown, selector?: unknown): Selection {
    return this.#each((element) => before(ancestors(element), until), selector);
  }

  next(selector?: unknown): Selection {
    return this.#each((element) => following(element).slice(0, 1), selector);
  }

  nextAll(selector?: unknown): Selection {
    return this.#each(following, selector);
  }

  nextUntil(until?: unknown, selector?: unknown): Selection {
    return this.#each((element) => before(following(element), until), selector);
  }

  prev(selector?: unknown): Selection {
    return this.#each((element) => preceding(element).slice(0, 1), selector);
  }

  prevAll(selector?: unknown): Selection {
    return this.#each(preceding, selector);
  }

  prevUntil(until?: unknown, selector?: unknown): Selection {
    return this.#each((element) => before(preceding(element), until), selector);
  }

  first(): Selection {
    return this.eq(0);
  }

  last(): Selection {
    return this.eq(-1);
  }

  eq(index: number): Selection {
    const node = this.#nodes.at(index);
    return new Selection(node === undefined ? [] : [node]);
  }

  slice(start: number, end?: number): Selection {
    return new Selection(this.#nodes.slice(start, end));
  }

  size(): number {
    return this.#nodes.length;
  }

  get(index: number): Element | undefined {
    const node = this.#nodes.at(index);
    return node === undefined ? undefined : new Element(node);
  }

  toArray(): Selection[] {
    return this.#nodes.map((node) => new Selection([node]));
  }

  each(handler: (index: number, element: Element) => unknown): Selection {
    for (const [index, node] of this.#nodes.entries()) handler(index, new Element(node));
    return this;
  }

  map(mapper: (index: number, selection: Selection) => unknown): unknown[] {
    return this.toArray().map((selection, index) => mapper(index, selection));
  }

  text(): string {
    return this.#nodes.map(textOf).join('');
  }

  /** Markup inside of the first element. */
  html(): string | undefined {
    const [first] = this.#elements();
    return first === undefined ? undefined : innerHtml(first);
  }

  attr(name: unknown, fallback?: string): string | undefined {
    return this.#elements()[0]?.attributes.get(String(name).toLowerCase()) ?? fallback;
  }

  /** `data-*` of the first element: one, or all of them by name. */
  data(key?: unknown): unknown {
    const [first] = this.#elements();
    if (key !== undefined) return dataValue(first?.attributes.get(`data-${kebab(String(key))}`));
    const all = [...(first?.attributes ?? [])].filter(([name]) => name.startsWith('data-'));
    return Object.fromEntries(all.map(([name, value]) => [camel(name.slice(5)), dataValue(value)]));
  }

  val(): string | string[] | undefined {
    const [first] = this.#elements();
    return first === undefined ? undefined : fieldValue(first);
  }

  serializeArray(): FormValue[] {
    return formValues(this.#elements());
  }

  serializeObject(): Record<string, string> {
    return Object.fromEntries(this.serializeArray().map(({ name, value }) => [name, value]));
  }

  serialize(): string {
    return this.serializeArray()
      .map(
        ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replace(/%20/g, '+')}`,
      )
      .join('&');
  }

  #elements(): HtmlElement[] {
    return this.#nodes.filter(isElement);
  }

  #each(step: (element: HtmlElement) => readonly HtmlElement[], selector?: unknown): Selection {
    const found = new Selection(this.#elements().flatMap(step));
    return selector === undefined || selector === '' ? found : found.filter(selector as Filter);
  }

  #picked(filter: Filter, isWanted: boolean): Selection {
    const test = this.#testOf(filter);
    return new Selection(this.#nodes.filter((node, index) => test(node, index) === isWanted));
  }

  #testOf(filter: Filter): (node: HtmlNode, index: number) => boolean {
    if (filter instanceof Selection) {
      const nodes = new Set(filter.#nodes);
      return (node) => nodes.has(node);
    }
    if (typeof filter === 'function') return (node, index) => Boolean(filter(index, new Selection([node])));
    const selector = parseSelector(String(filter));
    return (node) => isElement(node) && fits(node, selector);
  }
}

function following(element: HtmlElement): HtmlElement[] {
  const all = siblings(element);
  return all.slice(all.indexOf(element) + 1);
}

/** Nearest first. */
function preceding(element: HtmlElement): HtmlElement[] {
  const all = siblings(element);
  return all.slice(0, all.indexOf(element)).reverse();
}

/** What comes before the first that fits. */
function before(elements: readonly HtmlElement[], until: unknown): readonly HtmlElement[] {
  if (until === undefined || until === '') return elements;
  const selector = parseSelector(String(until));
  const end = elements.findIndex((element) => fits(element, selector));
  return end < 0 ? elements : elements.slice(0, end);
}

/** As jQuery reads `data-*`: numbers, booleans, null and JSON become what they say. */
function dataValue(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(text) || /^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
