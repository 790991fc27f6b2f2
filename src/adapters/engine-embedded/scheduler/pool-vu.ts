import type { CallResult, Vu, VuCall } from '../vu/vu-backend.ts';

/** A VU of the pool, with what it keeps from one scenario to the next. */
export interface PoolVu {
  readonly vu: Vu;
  /** `__ITER` of its next iteration. */
  iteration: number;
  /** Iterations by scenario, from 0. */
  readonly iterationsIn: Map<string, number>;
  /** It did not answer an interrupt: it may never be used again. */
  isLost: boolean;
}

export function makePoolVu(vu: Vu): PoolVu {
  return { vu, iteration: 0, iterationsIn: new Map(), isLost: false };
}

/** Calls a VU; a backend that rejects is a VU that died. */
export async function callVu(vu: Vu, call: VuCall): Promise<CallResult> {
  try {
    return await vu.call(call);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const traffic = { dataSent: 0, dataReceived: 0 };
    return { end: { kind: 'died', message }, durationMs: 0, traffic, tags: call.tags };
  }
}
