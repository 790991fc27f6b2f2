/** What `@types/k6` declares and no case shows, with what a script meets. */
export interface KnownGap {
  readonly items: RegExp;
  readonly state: 'differs' | 'refused';
  readonly text: string;
}

export const KNOWN_GAPS: readonly KnownGap[] = [
  {
    items: /^k6\/(browser|net\/grpc|experimental\/(csv|fs|streams)|secrets)\b/,
    state: 'refused',
    text: 'the import is refused by name before any load is applied',
  },
  { items: /^k6\/execution\.test\.abort/, state: 'differs', text: 'shown by the tests of the life cycle' },
  {
    items: /^k6\/html\.(\w+Element)\b/,
    state: 'differs',
    text: 'elements have one class; its methods read attributes (`href()`, `name()`, `type()`, `checked()`, ...) and `value()`; methods that need the page around an element (`form()`, `labels()`, `options()`, `rows()`, ...) or parts of a URL (`host()`, `pathname()`, ...) are missing: calling one throws',
  },
  {
    items: /^k6\/html\.Attribute\b/,
    state: 'differs',
    text: 'an attribute is a plain object `{name, value}`',
  },
  { items: /^k6\/websockets\.Blob\.stream$/, state: 'refused', text: 'missing: calling it throws' },
  {
    items: /^k6\/ws\.WebSocketError\b/,
    state: 'differs',
    text: 'the argument of an error handler has `error()` alone',
  },
];
