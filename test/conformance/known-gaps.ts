import { REFUSED_MEMBERS } from '../../src/adapters/engine-embedded/guest/refused-members.ts';

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
    items: new RegExp(`^(${REFUSED_MEMBERS.map((name) => name.replace(/[.]/g, '\\.')).join('|')})$`),
    state: 'refused',
    text: 'calling it is refused by name',
  },
  {
    items: /^k6\/ws\.WebSocketError\b/,
    state: 'differs',
    text: 'the argument of an error handler has `error()` alone',
  },
];
