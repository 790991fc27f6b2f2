import type { Element } from './element.ts';

/** An attribute, as `getAttributeNode` has it. */
export class Attribute {
  readonly name: string;
  readonly value: string;
  readonly ownerElement: Element;

  constructor(name: string, value: string, ownerElement: Element) {
    this.name = name;
    this.value = value;
    this.ownerElement = ownerElement;
  }

  localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }

  /** What an XML name has before its colon; pages of HTML have none. */
  prefix(): string {
    return this.name.slice(0, Math.max(0, this.name.indexOf(':')));
  }

  namespaceURI(): string {
    return '';
  }
}
