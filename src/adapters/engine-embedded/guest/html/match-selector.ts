import { descendants, elementChildren, type HtmlElement, textOf } from './html-node.ts';

export type Matcher = (element: HtmlElement) => boolean;

/** A tag, classes, attributes and pseudo-classes that one element must all fit. */
export type Compound = readonly Matcher[];

export type Combinator = ' ' | '>' | '+' | '~';

/** Compounds from left to right, each but the first with how it hangs on the one before. */
export type ComplexSelector = readonly { readonly combinator: Combinator; readonly compound: Compound }[];

/** A list of complex selectors: `a > b, c`. */
export type Selector = readonly ComplexSelector[];

/** Elements below one that fit a selector, in document order. */
export function select(root: HtmlElement, selector: Selector): HtmlElement[] {
  return [...descendants(root)].filter((element) => fits(element, selector));
}

export function fits(element: HtmlElement, selector: Selector): boolean {
  return selector.some((complex) => fitsComplex(element, complex, complex.length - 1));
}

function fitsComplex(element: HtmlElement, complex: ComplexSelector, last: number): boolean {
  const part = complex[last];
  if (part === undefined) return true;
  if (!part.compound.every((matcher) => matcher(element))) return false;
  if (last === 0) return true;
  for (const candidate of related(element, part.combinator)) {
    if (fitsComplex(candidate, complex, last - 1)) return true;
  }
  return false;
}

/** Where the part of a selector before a combinator may be found. */
function* related(element: HtmlElement, combinator: Combinator): Generator<HtmlElement> {
  if (combinator === '>' || combinator === ' ') {
    for (let node = element.parent; node !== null && node.name !== '#document'; node = node.parent) {
      yield node;
      if (combinator === '>') return;
    }
    return;
  }
  const before = siblings(element).slice(0, siblings(element).indexOf(element)).reverse();
  yield* combinator === '+' ? before.slice(0, 1) : before;
}

export function siblings(element: HtmlElement): HtmlElement[] {
  return element.parent === null ? [element] : elementChildren(element.parent);
}

const FORM_FIELDS: ReadonlySet<string> = new Set(['input', 'select', 'textarea', 'button']);

const PSEUDO: Readonly<Record<string, Matcher>> = {
  'first-child': (element) => siblings(element)[0] === element,
  'last-child': (element) => siblings(element).at(-1) === element,
  'only-child': (element) => siblings(element).length === 1,
  'first-of-type': (element) => sameType(element)[0] === element,
  'last-of-type': (element) => sameType(element).at(-1) === element,
  'only-of-type': (element) => sameType(element).length === 1,
  empty: ({ children }) => children.every((child) => child.kind === 'comment'),
  root: (element) => element.parent?.name === '#document',
  checked: ({ attributes }) => attributes.has('checked') || attributes.has('selected'),
  selected: ({ attributes }) => attributes.has('selected'),
  disabled: ({ attributes }) => attributes.has('disabled'),
  enabled: ({ name, attributes }) => FORM_FIELDS.has(name) && !attributes.has('disabled'),
  input: ({ name }) => FORM_FIELDS.has(name),
};

const NTH: Readonly<Record<string, (element: HtmlElement) => readonly HtmlElement[]>> = {
  'nth-child': siblings,
  'nth-last-child': (element) => siblings(element).reverse(),
  'nth-of-type': sameType,
  'nth-last-of-type': (element) => sameType(element).reverse(),
};

/** Makes matchers from the parts of a selector; `null` for a pseudo-class that is not known. */
export const matches = {
  any: (() => true) as Matcher,
  tag:
    (name: string): Matcher =>
    (element) =>
      element.name === name,
  attribute:
    (name: string, operator: string, wanted: string, ignoresCase: boolean): Matcher =>
    ({ attributes }) => {
      const value = attributes.get(name);
      if (value === undefined) return operator === '!=';
      return ignoresCase
        ? compare(value.toLowerCase(), operator, wanted.toLowerCase())
        : compare(value, operator, wanted);
    },
  pseudo: (name: string): Matcher | null => PSEUDO[name] ?? null,
  nested(name: string, selector: Selector): Matcher {
    if (name === 'has') return (element) => [...descendants(element)].some((inner) => fits(inner, selector));
    return (element) => fits(element, selector) === (name !== 'not');
  },
  functional(name: string, argument: string): Matcher | null {
    if (name === 'contains') return (element) => textOf(element).includes(argument);
    const [list, step] = [NTH[name], parseStep(argument)];
    if (list === undefined || step === null) return null;
    return (element) => isNth(list(element).indexOf(element) + 1, step);
  },
};

function sameType(element: HtmlElement): HtmlElement[] {
  return siblings(element).filter(({ name }) => name === element.name);
}

function compare(value: string, operator: string, wanted: string): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '~=':
      return value.split(/\s+/).includes(wanted);
    case '|=':
      return value === wanted || value.startsWith(`${wanted}-`);
    case '^=':
      return wanted !== '' && value.startsWith(wanted);
    case '$=':
      return wanted !== '' && value.endsWith(wanted);
    case '*=':
      return wanted !== '' && value.includes(wanted);
    case '#=':
      return new RegExp(wanted).test(value);
    default:
      return true;
  }
}

/** `2n+1`, `odd`, `even` or a number: factor and offset. */
function parseStep(text: string): readonly [factor: number, offset: number] | null {
  if (text === 'odd') return [2, 1];
  if (text === 'even') return [2, 0];
  const match = /^(?:([+-]?\d*)n\s*)?(?:([+-]?)\s*(\d+))?$/.exec(text.replace(/\s+/g, ' '));
  if (match === null || text === '') return null;
  const [, factor, sign, offset] = match;
  const steps =
    factor === undefined ? 0 : factor === '' || factor === '+' ? 1 : factor === '-' ? -1 : Number(factor);
  return [steps, Number(`${sign ?? ''}${offset ?? 0}`)];
}

function isNth(position: number, [factor, offset]: readonly [number, number]): boolean {
  if (factor === 0) return position === offset;
  const turns = (position - offset) / factor;
  return Number.isInteger(turns) && turns >= 0;
}
