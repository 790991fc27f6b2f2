import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCall, type GuestBench, openBench } from '../../support/guest-bench.ts';

/** Of the language, as far as k6's engine has them. */
const LANGUAGE = `AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy
  RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval
  globalThis isFinite isNaN parseFloat parseInt undefined unescape`;

/** Of k6. */
const K6 = `TextDecoder TextEncoder __ENV __VU clearInterval clearTimeout console crypto global open require setInterval
  setTimeout`;

/** What newer engines have, and k6's has not. */
const TOO_NEW = `Array.fromAsync Error.isError JSON.rawJSON Map.groupBy Math.sumPrecise Math.f16round Object.groupBy
  Promise.try Promise.withResolvers RegExp.escape RegExp.$1 RegExp.lastMatch Uint8Array.fromBase64 Set.prototype.union
  Set.prototype.isSubsetOf Map.prototype.getOrInsert ArrayBuffer.prototype.transfer Uint8Array.prototype.toHex
  DataView.prototype.getFloat16`;

const SCRIPT = `
  const names = Object.getOwnPropertyNames(globalThis);
  export default () => names;
  export const iterators = () => Reflect.ownKeys(Object.getPrototypeOf(Object.getPrototypeOf([].values()))).map(String);
  export const has = () => ${JSON.stringify(TOO_NEW.split(/\s+/))}.filter((path) => {
    const steps = path.split('.');
    const last = steps.pop();
    return last in steps.reduce((owner, step) => owner[step], globalThis);
  });
  export const texts = () => [(1234567.5).toLocaleString('de'), 12n.toLocaleString(), [1000, 2].toLocaleString(),
    new Date(2026, 0, 2, 3, 4, 5).toLocaleString(), new Date(2026, 11, 31, 23, 59).toLocaleDateString('en-GB'),
    new Date(2026, 0, 2, 3, 4, 5).toLocaleTimeString(), new Date(NaN).toLocaleString(),
    ['b', 'a', 'C', 'á', 'Z', '10', '2'].sort((x, y) => x.localeCompare(y, 'sv', { numeric: true })).join('')];
`;

let bench: GuestBench;
beforeAll(async () => {
  bench = await openBench(SCRIPT);
});
afterAll(() => bench.close());

async function resultOf(exec: string): Promise<unknown> {
  const { end } = await (await bench.firstVu()).call(aCall({ exec }));
  return end.kind === 'returned' ? JSON.parse(end.value ?? 'null') : end;
}

/** On every version of Node and every backend. */
describe('the realm of a script', () => {
  it('has the globals of k6, and no others', async () => {
    const names = (await resultOf('default')) as string[];
    expect(names.sort()).toEqual(`${LANGUAGE} ${K6}`.split(/\s+/).sort());
  });

  it('has no members that are too new for k6', async () => {
    expect(await resultOf('has')).toEqual([]);
    expect(await resultOf('iterators')).toEqual(['Symbol(Symbol.iterator)']);
  });

  it('knows no locales', async () => {
    expect(await resultOf('texts')).toEqual([
      '1234567.5',
      '12',
      '1000,2',
      '01/02/2026, 03:04:05',
      '12/31/2026',
      '03:04:05',
      'Invalid Date',
      '102aábCZ',
    ]);
  });
});
