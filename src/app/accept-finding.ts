import type { FindingTest } from '../model/finding.ts';
import { GateError } from '../model/gate-error.ts';
import type { Acceptance, FindingEntry } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { AcceptRequest } from './accept-baseline.ts';
import { addEventOrThrow } from './add-event.ts';
import { chosenJob, reasonGiven } from './chosen-job.ts';
import { findingKey, loadFindings } from './load-findings.ts';

/**
 * A person's decision: a withheld stress, spike or soak test becomes what later ones are held against, and those before it no longer
 * count.
 * @throws GateError BASELINE_NOT_FOUND, USAGE, STORE_UNREADABLE, STORE_UNWRITABLE
 */
export async function acceptFinding(
  store: BaselineStore,
  test: FindingTest,
  request: AcceptRequest,
): Promise<Acceptance> {
  const { key, by, at, commit } = request;
  const why = reasonGiven(request.why);
  const entries = await requireFindings(store, test, key);
  const { id } = chosenJob({ key, entries }, request.entry);
  const acceptance: Acceptance = { entry: id, by, at, why, commit };
  await addEventOrThrow(store, findingKey(test, key), { kind: 'acceptance', acceptance });
  return acceptance;
}

/**
 * Tests of a key that must be there, oldest first.
 * @throws GateError BASELINE_NOT_FOUND with the keys that are there, STORE_UNREADABLE
 */
export async function requireFindings(
  store: BaselineStore,
  test: FindingTest,
  key: string,
): Promise<readonly FindingEntry[]> {
  const { entries } = await loadFindings(store, test, key);
  if (entries.length > 0) return entries;
  const keys = await store.keys();
  const there = keys.length === 0 ? 'it holds none' : `it holds ${keys.slice(0, 10).join(', ')}`;
  throw new GateError(
    'BASELINE_NOT_FOUND',
    `no finding of a ${test} test of ${JSON.stringify(key)} in ${store.description}: ${there}`,
    {
      fault: 'user',
      hint: 'Name the key with --key and the directory with --findings; perf-gate run --test files the first one.',
    },
  );
}
