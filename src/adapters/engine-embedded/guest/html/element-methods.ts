import { Element, nodeOf } from './element.ts';
import {
  DATALIST_METHODS,
  FIELD_METHODS,
  FIELDSET_METHODS,
  FORM_METHODS,
  LABEL_METHODS,
  LABELLED_METHODS,
  numberMethod,
  OPTION_METHODS,
  OUTPUT_METHODS,
  OWNED_METHODS,
  PROGRESS_METHODS,
  SELECT_METHODS,
  TEXTAREA_METHODS,
} from './form-methods.ts';
import { descendants, type HtmlElement, isElement, rootOf } from './html-node.ts';
import { LINK_METHODS, relList } from './link-methods.ts';
import { Selection } from './selection.ts';
import { CELL_METHODS, ROW_METHODS, SECTION_METHODS, TABLE_METHODS } from './table-methods.ts';

type Read = (element: HtmlElement) => unknown;

const below = (name: string): Read => {
  return (element) => [...descendants(element)].filter((inner) => inner.name === name);
};

function imagesOf(map: HtmlElement): HtmlElement[] {
  const name = `#${map.attributes.get('name') ?? ''}`;
  return [...descendants(rootOf(map))].filter(
    (image) => image.name === 'img' && image.attributes.get('usemap') === name,
  );
}

/** Which elements have which methods beside those of all. */
const METHODS: readonly (readonly [tags: string, methods: Readonly<Record<string, Read>>])[] = [
  ['a area', LINK_METHODS],
  ['link', { relList }],
  ['form', FORM_METHODS],
  ['fieldset', FIELDSET_METHODS],
  ['button input', FIELD_METHODS],
  ['keygen legend object output select textarea', OWNED_METHODS],
  ['keygen meter output progress select textarea', LABELLED_METHODS],
  ['label', LABEL_METHODS],
  ['datalist', DATALIST_METHODS],
  ['select', SELECT_METHODS],
  ['option', OPTION_METHODS],
  ['output', OUTPUT_METHODS],
  ['textarea', TEXTAREA_METHODS],
  ['progress', PROGRESS_METHODS],
  ['canvas', { height: numberMethod('height', 150), width: numberMethod('width', 300) }],
  ['map', { areas: below('area'), images: imagesOf }],
  ['audio video', { textTracks: below('track') }],
  ['style', { type: ({ attributes }) => attributes.get('type') ?? 'text/css' }],
  ['table', TABLE_METHODS],
  ['thead tbody tfoot', SECTION_METHODS],
  ['tr', ROW_METHODS],
  ['td th', CELL_METHODS],
  ['col colgroup', { span: numberMethod('span', 1) }],
];

/** Gives `Element` the methods that only some elements have, and those that need `Selection`. */
export function addElementMethods(): void {
  define('selection', (element) => new Selection([nodeOf(element)]));
  for (const [name, readers] of readersByName()) {
    const general = Reflect.get(Element.prototype, name) as ((this: Element) => unknown) | undefined;
    define(name, (element) => {
      const node = nodeOf(element);
      const read = isElement(node) ? readers.get(node.name) : undefined;
      if (read !== undefined && isElement(node)) return wrapped(read(node));
      if (general !== undefined) return general.call(element);
      const owners = [...readers.keys()].map((tag) => `<${tag}>`).join(', ');
      throw new TypeError(`Element.${name}() is of ${owners}; this is ${element.nodeName()}`);
    });
  }
}

function readersByName(): ReadonlyMap<string, ReadonlyMap<string, Read>> {
  const found = new Map<string, Map<string, Read>>();
  for (const [tags, methods] of METHODS) {
    for (const [name, read] of Object.entries(methods)) {
      const readers = found.get(name) ?? new Map<string, Read>();
      for (const tag of tags.split(' ')) readers.set(tag, read);
      found.set(name, readers);
    }
  }
  return found;
}

/** Nodes as scripts see them. */
function wrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wrapped);
  return isNode(value) ? new Element(value) : value;
}

function isNode(value: unknown): value is HtmlElement {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function define(name: string, read: (element: Element) => unknown): void {
  Object.defineProperty(Element.prototype, name, {
    value(this: Element) {
      return read(this);
    },
    writable: true,
    configurable: true,
  });
}
