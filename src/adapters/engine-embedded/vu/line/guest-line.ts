import type { FromGuest, GuestStart, ToGuest } from './messages.ts';

/** The main thread's end of the line to one VU, wherever that runs. */
export interface GuestLine {
  /** Sends a message and wakes the VU if it sleeps. */
  post(message: ToGuest, transfer?: readonly ArrayBuffer[]): void;
  /** Whether blocking calls of the script are to return at once. */
  setStopped(isStopped: boolean): void;
  /** Ends the VU, whatever it is doing. */
  terminate(): Promise<void>;
}

/** Starts a VU: its init code runs at once. */
export type OpenLine = (
  start: Omit<GuestStart, 'signal'>,
  onMessage: (message: FromGuest) => void,
  /** Called once, when the VU is no more, with the reason. */
  onGone: (reason: string) => void,
) => GuestLine;
