import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GuestBench, openBench } from '../../support/guest-bench.ts';
import { type Httpbin, startHttpbin } from '../../support/httpbin.ts';

const CALLS = 300;

/** Waits of every kind, so that answers and calls come while the VU blocks, while it waits in promises, and in between. */
const SCRIPT = `
  import http from 'k6/http';
  import { sleep } from 'k6';
  const url = (x) => __ENV.BASE + '/get?x=' + x;
  export default async function (how) {
    const later = how % 2 ? http.asyncRequest('GET', url('later')) : null;
    if (how % 3) sleep(0.0005 * (how % 5));
    const now = how % 5 ? http.get(url(how)).json('args.x') : String(how);
    const then = later === null ? 'later' : (await later).json('args.x');
    if (how % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    return [now, then];
  }`;

let bin: Httpbin;
let bench: GuestBench;

beforeAll(async () => {
  bin = await startHttpbin();
  bench = await openBench(SCRIPT, { env: { BASE: bin.url } });
});

afterAll(async () => {
  await bench.close();
  await bin.close();
});

it('loses no message, however calls follow each other', async () => {
  for (let call = 0; call < CALLS; call += 1) {
    const { end } = await bench.iterate({ data: JSON.stringify(call) });
    expect(end).toEqual({ kind: 'returned', value: JSON.stringify([String(call), 'later']) });
  }
});
