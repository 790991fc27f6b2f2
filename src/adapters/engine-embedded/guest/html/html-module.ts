import { Element } from './element.ts';
import { addElementMethods } from './element-methods.ts';
import { parseDocument } from './parse-html.ts';
import { Selection } from './selection.ts';

addElementMethods();

/** The module `k6/html`. */
export function makeHtmlModule(): Record<string, unknown> {
  return { parseHTML, Element, Selection };
}

/** A whole page as a selection. @throws TypeError for anything but text */
export function parseHTML(markup: unknown): Selection {
  if (typeof markup !== 'string') throw new TypeError(`parseHTML() wants a text, got ${typeof markup}`);
  return new Selection([parseDocument(markup)]);
}
