import { randomFillSync } from 'node:crypto';

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NOT_SUPPORTED = 52;
const NS_PER_MS = 1_000_000;

/** The few calls to its system that QuickJS makes: time and randomness. What it would print goes nowhere. */
export function wasiImports(memory: () => ArrayBuffer): Record<string, (...values: never[]) => number> {
  return {
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      const ns =
        BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * BigInt(NS_PER_MS / 1_000);
      new DataView(memory()).setBigUint64(result, ns, true);
      return SUCCESS;
    },
    random_get(address: number, size: number) {
      randomFillSync(new Uint8Array(memory(), address, size));
      return SUCCESS;
    },
    fd_write(_fd: number, parts: number, count: number, written: number) {
      const view = new DataView(memory());
      let size = 0;
      for (let part = 0; part < count; part += 1) size += view.getUint32(parts + part * 8 + 4, true);
      view.setUint32(written, size, true);
      return SUCCESS;
    },
    fd_close: () => NOT_SUPPORTED,
    fd_fdstat_get: () => BAD_DESCRIPTOR,
    fd_seek: () => NOT_SUPPORTED,
  };
}
