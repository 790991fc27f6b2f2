import { bounded } from '../scheduler/bounded.ts';
import { callVu } from '../scheduler/pool-vu.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import type { CallResult, Tags, VuBackend } from '../vu/vu-backend.ts';

/** VU 0 has the same init code as others. */
const CREATE_LIMIT_MS = 60_000;
const DISPOSE_LIMIT_MS = 5_000;

export interface PhaseCall {
  readonly exec: string;
  readonly data: string | null;
  readonly tags: Tags;
  readonly group: string;
  readonly limitMs: number;
}

export type PhaseEnd =
  | { readonly kind: 'ended'; readonly result: CallResult }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Calls setup, teardown or handleSummary in a VU 0 of its own, for at most the limit and until a signal aborts. */
export async function runPhase(
  call: PhaseCall,
  backend: VuBackend,
  clock: TestClock,
  ...signals: readonly AbortSignal[]
): Promise<PhaseEnd> {
  const made = await bounded(backend.createVu(0), CREATE_LIMIT_MS, clock, ...signals);
  if (made.kind !== 'done') return made;
  const vu = made.value;
  const { exec, data, tags, group, limitMs } = call;
  const counters = { iteration: 0, iterationInScenario: 0, iterationInInstance: 0, iterationInTest: 0 };
  const work = callVu(vu, { exec, data, tags, group, env: {}, scenario: null, ...counters });
  const end = await bounded(work, limitMs, clock, ...signals);
  if (end.kind !== 'done') vu.interrupt();
  await bounded(vu.dispose(), DISPOSE_LIMIT_MS, clock);
  return end.kind === 'done' ? { kind: 'ended', result: end.value } : end;
}
