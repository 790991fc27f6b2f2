import vm from 'node:vm';
import { guestSource } from 'guest-source';
import type { GuestControl, GuestHost } from '../../guest/guest-host.ts';

/** The guest library as V8 takes it. */
export class GuestScript {
  private readonly script: vm.Script;

  /** `compiled`: what another thread of this process made of it. */
  constructor(compiled: SharedArrayBuffer | null) {
    const known = compiled === null ? {} : { cachedData: Buffer.from(compiled) };
    this.script = new vm.Script(guestSource, { filename: 'k6-api.js', ...known });
  }

  start(context: vm.Context, host: GuestHost): GuestControl {
    const startGuest = this.script.runInContext(context) as (host: GuestHost) => GuestControl;
    return startGuest(host);
  }

  /** For other threads: with every function that has run by now. */
  compiled(): SharedArrayBuffer {
    const made = this.script.createCachedData();
    const shared = new SharedArrayBuffer(made.byteLength);
    new Uint8Array(shared).set(made);
    return shared;
  }
}
