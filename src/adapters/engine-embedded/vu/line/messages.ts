import type { CallCounters, GuestEnd, HostBytes, HostOp, LogLevel, VuStart } from '../../guest/guest-host.ts';
import type { PackedSamples } from '../../guest/sample-pack.ts';
import type { InitFailure } from '../../loader/init-failure.ts';
import type { MetricDeclaration, Tags } from '../vu-backend.ts';

/** Slots of the Int32Array that a VU looks at while it waits or computes. */
export const SIGNAL = {
  /** 1 while the running call is to end. */
  stop: 0,
  length: 1,
} as const;

/** What a VU is started with. */
export interface GuestStart extends VuStart {
  readonly entry: string;
  /** Backs the signal slots. */
  readonly signal: SharedArrayBuffer;
}

export type FromGuest =
  | {
      readonly type: 'ready';
      readonly describe: string;
      readonly metrics: readonly MetricDeclaration[];
      /** The guest library, compiled, where other threads can take it over. */
      readonly compiled?: SharedArrayBuffer;
    }
  | { readonly type: 'failed'; readonly failure: InitFailure }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly op: HostOp;
      readonly json: string;
      readonly bodies: readonly (ArrayBuffer | string | null)[];
    }
  | { readonly type: 'samples'; readonly samples: PackedSamples }
  | { readonly type: 'log'; readonly level: LogLevel; readonly line: string }
  | { readonly type: 'testFailed'; readonly message: string }
  | { readonly type: 'dropJar'; readonly id: number }
  | {
      readonly type: 'end';
      readonly end: GuestEnd;
      readonly durationMs: number;
      /** `null`: those of the call. */
      readonly tags: Tags | null;
      /** `null`: none. */
      readonly samples: PackedSamples | null;
    };

export type ToGuest =
  /** `facts` (`CallFacts` as JSON) and `data` come only when they are not those of the last call. */
  | {
      readonly type: 'call';
      readonly facts?: string;
      readonly counters: CallCounters;
      readonly data?: string | null;
    }
  | { readonly type: 'stop' }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly ok: true;
      readonly json: string;
      readonly bodies: readonly (HostBytes | string | null)[];
    }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly message: string };
