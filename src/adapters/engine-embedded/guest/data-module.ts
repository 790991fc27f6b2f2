import { deepFreeze } from './deep-freeze.ts';
import type { SharedTexts } from './guest-host.ts';
import { ask, type GuestState, needInit } from './guest-state.ts';
import { map, matches } from './own-methods.ts';

/** The module `k6/data`. */
export function makeDataModule(state: GuestState): Record<string, unknown> {
  function SharedArray(name: unknown, build: unknown): readonly unknown[] {
    needInit(state, 'new SharedArray()');
    if (typeof name !== 'string' || name === '')
      throw new TypeError('new SharedArray() wants a name that is not empty');
    if (typeof build !== 'function')
      throw new TypeError(`SharedArray "${name}" wants a function as its second argument`);
    return openShared(state, name, build as () => unknown);
  }
  return { SharedArray };
}

/** Built by the first evaluation of the script only; all others look into the same memory. */
function openShared(state: GuestState, name: string, build: () => unknown): readonly unknown[] {
  let texts = state.host.shared(name);
  if (texts === null) {
    const built = build();
    if (!Array.isArray(built))
      throw new TypeError(`SharedArray "${name}": the function must return an array`);
    ask(state, 'share', {
      name,
      elements: map(built, (element: unknown) => JSON.stringify(element) ?? 'null'),
    });
    texts = state.host.shared(name);
  }
  return sharedView(texts ?? { length: 0, at: () => 'null' });
}

function sharedView(texts: SharedTexts): readonly unknown[] {
  const { length } = texts;
  const elementAt = (index: number): unknown => deepFreeze(JSON.parse(texts.at(index)));
  const refuse = () => {
    throw new TypeError('a SharedArray cannot be changed');
  };
  const target: unknown[] = [];
  target.length = length;
  return new Proxy(target, {
    get: (array, key, receiver) =>
      isIndex(key, length) ? elementAt(Number(key)) : Reflect.get(array, key, receiver),
    has: (array, key) => isIndex(key, length) || Reflect.has(array, key),
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    getOwnPropertyDescriptor: (array, key) =>
      isIndex(key, length)
        ? { value: elementAt(Number(key)), enumerable: true, configurable: true, writable: false }
        : Reflect.getOwnPropertyDescriptor(array, key),
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
  });
}

function isIndex(key: string | symbol, length: number): boolean {
  return typeof key === 'string' && matches(/^(0|[1-9]\d*)$/, key) && Number(key) < length;
}
