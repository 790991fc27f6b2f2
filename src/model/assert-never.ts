/** Makes an incomplete `switch` a compile error; reaching it at run time is a bug of ours. */
export function assertNever(value: never, what: string): never {
  throw new TypeError(`unhandled ${what}: ${JSON.stringify(value)}`);
}
