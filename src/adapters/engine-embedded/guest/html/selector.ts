import {
  type Combinator,
  type ComplexSelector,
  type Compound,
  type Matcher,
  matches,
  type Selector,
} from './match-selector.ts';

const cache = new Map<string, Selector>();

/** @throws Error that names the selector and the place that is not understood. */
export function parseSelector(text: string): Selector {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const selector = new SelectorParser(text).parse();
  cache.set(text, selector);
  return selector;
}

const NAME = /-?(?:[a-zA-Z_\u0080-\uffff]|\\.)(?:[\w-]|[\u0080-\uffff]|\\.)*/y;
const ATTRIBUTE = /\[\s*([\w:-]+)\s*(?:([~|^$*!#]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))\s*(i)?\s*)?\]/y;

class SelectorParser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Selector {
    const list: ComplexSelector[] = [];
    do {
      list.push(this.complex());
    } while (this.take(/\s*,/y) !== null);
    if (this.at < this.text.length) this.fail();
    return list;
  }

  private complex(): ComplexSelector {
    this.take(/\s*/y);
    const parts: { combinator: Combinator; compound: Compound }[] = [
      { combinator: ' ', compound: this.compound() },
    ];
    for (;;) {
      const combinator = this.take(/\s*([>+~])\s*|\s+(?=[^\s,)])/y);
      if (combinator === null) break;
      parts.push({ combinator: (combinator[1] ?? ' ') as Combinator, compound: this.compound() });
    }
    this.take(/\s*(?=[,)]|$)/y);
    return parts;
  }

  private compound(): Compound {
    const matchers: Matcher[] = [];
    for (let first = true; ; first = false) {
      const matcher = this.simple(first);
      if (matcher === null) break;
      matchers.push(matcher);
    }
    return matchers.length === 0 ? this.fail() : matchers;
  }

  private simple(isFirst: boolean): Matcher | null {
    if (isFirst && this.take(/\*/y) !== null) return matches.any;
    if (isFirst) {
      const tag = this.take(NAME);
      if (tag !== null) return matches.tag(unescaped(tag[0]).toLowerCase());
    }
    if (this.take(/#/y) !== null) return matches.attribute('id', '=', this.name(), false);
    if (this.take(/\./y) !== null) return matches.attribute('class', '~=', this.name(), false);
    const attribute = this.take(ATTRIBUTE);
    if (attribute !== null) {
      const [, name = '', operator, double, single, bare, flag] = attribute;
      return matches.attribute(
        name.toLowerCase(),
        operator ?? '',
        double ?? single ?? bare ?? '',
        flag === 'i',
      );
    }
    return this.take(/:{1,2}/y) === null ? null : this.pseudo();
  }

  private pseudo(): Matcher {
    const name = this.name().toLowerCase();
    if (this.take(/\(\s*/y) === null) return matches.pseudo(name) ?? this.fail();
    const matcher = this.functional(name);
    if (this.take(/\s*\)/y) === null) this.fail();
    return matcher;
  }

  private functional(name: string): Matcher {
    if (name === 'not' || name === 'is' || name === 'matches' || name === 'has') {
      const list: ComplexSelector[] = [];
      do {
        list.push(this.complex());
      } while (this.take(/\s*,/y) !== null);
      return matches.nested(name, list);
    }
    const argument = this.take(/"([^"]*)"|'([^']*)'|([^)]*)/y);
    const text = (argument?.[1] ?? argument?.[2] ?? argument?.[3] ?? '').trim();
    return matches.functional(name, text) ?? this.fail();
  }

  private name(): string {
    const match = this.take(NAME);
    return match === null ? this.fail() : unescaped(match[0]);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  private fail(): never {
    throw new Error(`the selector "${this.text}" is not understood at character ${this.at + 1}`);
  }
}

function unescaped(name: string): string {
  return name.replace(/\\(.)/g, '$1');
}
