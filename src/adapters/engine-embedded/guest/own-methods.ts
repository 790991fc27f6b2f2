/**
 * Methods of arrays, texts and patterns for the code that every iteration runs: a script may change those of the
 * prototypes, see intrinsics.ts.
 */
type Method<Owner, Values extends unknown[], Result> = (this: Owner, ...values: Values) => Result;

const { bind, call } = Function.prototype;

/** `method` as a function whose first argument is `this`. */
function asFunction<Owner, Values extends unknown[], Result>(method: Method<Owner, Values, Result>) {
  return bind.call(call, method) as (owner: Owner, ...values: Values) => Result;
}

const { then } = Promise.prototype;
const { exec } = RegExp.prototype;
const text = String.prototype;

export const includes: (text: string, part: string) => boolean = asFunction(text.includes);
export const indexOf: (text: string, part: string, from?: number) => number = asFunction(text.indexOf);
export const slice: (text: string, from: number, to?: number) => string = asFunction(text.slice);
export const startsWith: (text: string, part: string) => boolean = asFunction(text.startsWith);
export const toLowerCase: (text: string) => string = asFunction(text.toLowerCase);
export const toUpperCase: (text: string) => string = asFunction(text.toUpperCase);
export const trim: (text: string) => string = asFunction(text.trim);
export const padStart: (text: string, length: number, fill: string) => string = asFunction(text.padStart);
export const split: (text: string, at: string) => string[] = asFunction(
  text.split as (this: string, at: string) => string[],
);
export const replace: (text: string, pattern: RegExp, by: (found: string) => string) => string = asFunction(
  text.replace,
);
/** What `pattern.exec(text)` finds. */
export const match: (pattern: RegExp, text: string) => RegExpExecArray | null = asFunction(exec);
export const join: (list: readonly unknown[], between: string) => string = asFunction(Array.prototype.join);
export const shift: <Item>(list: Item[]) => Item | undefined = asFunction(Array.prototype.shift);

export function matches(pattern: RegExp, text: string): boolean {
  return match(pattern, text) !== null;
}

/** Written as a loop: QuickJS takes no longer for it. */
export function map<Item, Result>(list: Iterable<Item>, change: (item: Item) => Result): Result[] {
  const result: Result[] = [];
  for (const item of list) result[result.length] = change(item);
  return result;
}

export function filter<Item>(list: Iterable<Item>, isWanted: (item: Item) => boolean): Item[] {
  const result: Item[] = [];
  for (const item of list) if (isWanted(item)) result[result.length] = item;
  return result;
}

export function some<Item>(list: Iterable<Item>, isWanted: (item: Item) => boolean): boolean {
  for (const item of list) if (isWanted(item)) return true;
  return false;
}

export function push<Item>(list: Item[], item: Item): void {
  list[list.length] = item;
}

/** `value.then()`, where the value is a promise of this realm; another one has a way of its own. */
export function whenSettled(
  value: PromiseLike<unknown>,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  if (value instanceof Promise) Reflect.apply(then, value, [onValue, onError]);
  else value.then(onValue, onError);
}
