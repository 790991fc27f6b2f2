/** Globals of V8 and QuickJS that k6's engine does not have; a script that uses them would fail on k6. */
const GLOBALS = [
  'Intl',
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
  'WeakRef',
  'FinalizationRegistry',
  'Iterator',
  'Temporal',
  'Float16Array',
  'DisposableStack',
  'AsyncDisposableStack',
  'SuppressedError',
  'InternalError',
  'DOMException',
  'performance',
  'navigator',
  'queueMicrotask',
  'atob',
  'btoa',
];

/** Members that some versions of Node and QuickJS have, and k6's engine has not: a script runs everywhere or nowhere. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Array: ['fromAsync'],
  Error: ['isError'],
  JSON: ['rawJSON', 'isRawJSON'],
  Map: ['groupBy'],
  Math: ['f16round', 'sumPrecise'],
  Object: ['groupBy'],
  Promise: ['try', 'withResolvers'],
  RegExp: [
    'escape',
    ...['input', 'lastMatch', 'lastParen', 'leftContext', 'rightContext', '$_', '$&', '$+', '$`', "$'"],
    ...['$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9'],
  ],
  Uint8Array: ['fromBase64', 'fromHex'],
};

const PROTOTYPE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ArrayBuffer: [
    ...['detached', 'transfer', 'transferToFixedLength'],
    ...['immutable', 'sliceToImmutable', 'transferToImmutable'],
  ],
  DataView: ['getFloat16', 'setFloat16'],
  Function: ['fileName', 'lineNumber', 'columnNumber'],
  Map: ['getOrInsert', 'getOrInsertComputed'],
  Set: [
    ...['union', 'intersection', 'difference', 'symmetricDifference'],
    ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  ],
  Uint8Array: ['setFromBase64', 'setFromHex', 'toBase64', 'toHex'],
  WeakMap: ['getOrInsert', 'getOrInsertComputed'],
};

/** Takes away what of the realm a script of k6 cannot count on. */
export function hideBuiltins(): void {
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
  for (const [name, members] of Object.entries(MEMBERS)) remove(builtin(name), members);
  for (const [name, members] of Object.entries(PROTOTYPE_MEMBERS))
    remove(Reflect.get(builtin(name), 'prototype') as object, members);
  hideIteratorHelpers();
}

function builtin(name: string): object {
  return Reflect.get(globalThis, name) as object;
}

function remove(owner: object, members: readonly (string | symbol)[]): void {
  for (const member of members) Reflect.deleteProperty(owner, member);
}

/** What all iterators inherit, except that they can be iterated. */
function hideIteratorHelpers(): void {
  const ofIterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
  remove(
    ofIterators,
    Reflect.ownKeys(ofIterators).filter((member) => member !== Symbol.iterator),
  );
}
