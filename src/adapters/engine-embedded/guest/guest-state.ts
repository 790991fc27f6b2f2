import type { Tags, VuCall } from '../vu/vu-backend.ts';
import type { GuestHost, HostAnswer, HostOp, VuStart } from './guest-host.ts';
import { TagSet } from './tag-set.ts';

/** Where the guest stands: in the init context (no call) or in a call. */
export interface GuestState {
  readonly host: GuestHost;
  start: VuStart;
  call: Omit<VuCall, 'data'> | null;
  /** As in `::a::b`. */
  group: string;
  /** `exec.vu.metrics.tags`, kept while the VU stays in one scenario; `forgetTagSets` after a change. */
  tags: Record<string, string>;
  /** `null`: none. */
  metadata: Record<string, string> | null;
  /** Tags that samples had already, by group. */
  readonly groupTags: Map<string, GroupTags>;
  /** Message of `exec.test.abort()`. */
  aborted: string | null;
  /** Whether the end of the call was reported. */
  hasEnded: boolean;
}

/** Tags of the samples of a group: of plain ones, of its checks, of those with tags of their own. */
interface GroupTags {
  plain: TagSet | null;
  readonly checks: Map<string, TagSet>;
  readonly own: Map<string, TagSet>;
}

/** Before it is known which VU it is. */
const NOBODY: VuStart = { vu: 0, env: '{}', options: null, throwsByDefault: false };

export function newGuestState(host: GuestHost): GuestState {
  const own = { tags: {}, metadata: null, groupTags: new Map<string, GroupTags>() };
  return { host, start: NOBODY, call: null, group: '', ...own, aborted: null, hasEnded: true };
}

/** The running call. @throws Error naming the init context. */
export function callOf(state: GuestState, what: string): Omit<VuCall, 'data'> {
  if (state.call === null) throw new Error(`${what} is not available in the init context`);
  return state.call;
}

/** @throws Error unless in the init context. */
export function needInit(state: GuestState, what: string): void {
  if (state.call !== null) throw new Error(`${what} is only available in the init context`);
}

const MOST_TAG_SETS = 500;

/**
 * Tags of a sample: the call's, the script's, `group`, the sample's own, and `check` of a check. The same tags are the
 * same object, which nobody may change.
 */
export function sampleTags(state: GuestState, own: Tags | null, check: string | null = null): TagSet {
  const group = groupTags(state);
  if (own !== null) return ownTags(state, group.own, own, check);
  if (check === null) {
    group.plain ??= makeTags(state, null, null);
    return group.plain;
  }
  const known = group.checks.get(check);
  if (known !== undefined) return known;
  return remember(group.checks, check, makeTags(state, null, check));
}

function groupTags({ groupTags: groups, group }: GuestState): GroupTags {
  const known = groups.get(group);
  if (known !== undefined) return known;
  return remember(groups, group, { plain: null, checks: new Map(), own: new Map() });
}

function ownTags(state: GuestState, sets: Map<string, TagSet>, own: Tags, check: string | null): TagSet {
  let key = check === null ? '' : `${check}\0`;
  for (const name in own) key += `\0${name}\0${own[name]}`;
  return sets.get(key) ?? remember(sets, key, makeTags(state, own, check));
}

function makeTags(state: GuestState, own: Tags | null, check: string | null): TagSet {
  const tags: Record<string, string> = { ...state.call?.tags, ...state.tags, group: state.group, ...own };
  if (check !== null) tags.check = check;
  return new TagSet(tags);
}

function remember<Value>(values: Map<string, Value>, key: string, value: Value): Value {
  if (values.size === MOST_TAG_SETS) values.clear();
  values.set(key, value);
  return value;
}

/** To be called when the tags of the call or of the script are no longer what they were. */
export function forgetTagSets(state: GuestState): void {
  state.groupTags.clear();
}

/** Thrown into the script to unwind it after `exec.test.abort()`; catching it does not help the script. */
export class TestAborted extends Error {
  override readonly name = 'TestAborted';
}

/** Asks the main thread. @throws Error with what went wrong there. */
export function ask(
  state: GuestState,
  op: HostOp,
  request: unknown,
  bodies: readonly (ArrayBuffer | string | null)[] = [],
): Extract<HostAnswer, { ok: true }> {
  return askText(state, op, JSON.stringify(request), bodies);
}

/** The same with a request that is a text already. */
export function askText(
  state: GuestState,
  op: HostOp,
  request: string,
  bodies: readonly (ArrayBuffer | string | null)[],
): Extract<HostAnswer, { ok: true }> {
  if (state.aborted !== null) throw new TestAborted(state.aborted);
  const answer = state.host.ask(op, request, bodies);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}

/** Bytes of the host as an ArrayBuffer of this realm, so that `instanceof` holds. */
export function ownBuffer(bytes: ArrayBuffer | SharedArrayBuffer): ArrayBuffer {
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(new Uint8Array(bytes));
  return copy.buffer;
}

/** Tag values as strings. @throws TypeError for a value that is none. */
export function stringTags(tags: unknown, what: string): Record<string, string> {
  const result: Record<string, string> = {};
  if (tags === null || tags === undefined) return result;
  if (typeof tags !== 'object') throw new TypeError(`${what} must be an object`);
  for (const name of Object.keys(tags)) {
    const value = (tags as Record<string, unknown>)[name];
    if (value === null || value === undefined) continue;
    if (typeof value === 'object' || typeof value === 'function') {
      throw new TypeError(`${what}: the value of "${name}" must be a string, number or boolean`);
    }
    result[name] = String(value);
  }
  return result;
}

/** Bytes as text; bytes that are no UTF-8 become replacement characters. */
export function decodeUtf8(state: GuestState, bytes: ArrayBuffer | SharedArrayBuffer): string {
  return state.host.decodeText(bytes, 'utf-8', false) ?? '';
}
