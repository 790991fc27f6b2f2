import type { CallFacts } from '../../guest/guest-host.ts';
import type { Tags, VuCall } from '../vu-backend.ts';

/** What a guest knows of its calls already: iterations of one scenario differ in little but their numbers. */
export class SentFacts {
  private last: VuCall | null = null;
  private lastTags: Tags = {};

  /** A guest that was started anew knows nothing. */
  clear(): void {
    this.last = null;
  }

  /** What has to be told about a call. */
  newOf(call: VuCall): { readonly facts?: string; readonly data?: string | null } {
    const { last } = this;
    this.last = call;
    const isSame = last !== null && haveSameFacts(last, call);
    if (!isSame) this.lastTags = { ...call.tags, group: call.group };
    const data = last !== null && last.data === call.data ? {} : { data: call.data };
    return isSame ? data : { facts: factsOf(call), ...data };
  }

  /** Tags of a call to which its script added none; the same object for all calls of a scenario. */
  tags(call: VuCall): Tags {
    return this.last === call ? this.lastTags : { ...call.tags, group: call.group };
  }
}

/** A scenario gives all its calls the same objects. */
function haveSameFacts(one: VuCall, other: VuCall): boolean {
  return (
    one.exec === other.exec &&
    one.tags === other.tags &&
    one.group === other.group &&
    one.env === other.env &&
    one.scenario === other.scenario
  );
}

function factsOf({ exec, tags, group, env, scenario }: VuCall): string {
  return JSON.stringify({ exec, tags, group, env, scenario } satisfies CallFacts);
}
