import { GateError } from '../model/gate-error.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';

/** Keys that an error names. */
const TOLD = 10;

/**
 * The key that somebody means: the one that was given, else the only one of the store.
 * @throws GateError USAGE where there are several, BASELINE_NOT_FOUND where there is none; STORE_UNREADABLE
 */
export async function chosenKey(store: BaselineStore, given: string | null): Promise<string> {
  if (given !== null) return given;
  const keys = await store.keys();
  const [only, ...others] = keys;
  if (only === undefined) {
    throw new GateError('BASELINE_NOT_FOUND', `there is no baseline in ${store.description}`, {
      fault: 'user',
      hint: 'Name its directory with --store; perf-gate run files the first baseline.',
    });
  }
  if (others.length === 0) return only;
  const more = keys.length > TOLD ? `, and ${keys.length - TOLD} more` : '';
  const message = `choosing a baseline of ${store.description}: expected --key, since it holds ${keys.length}: ${keys.slice(0, TOLD).join(', ')}${more}`;
  throw new GateError('USAGE', message, { fault: 'user', hint: `Name one, as in --key ${only}.` });
}
