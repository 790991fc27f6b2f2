import { LETTER_BYTES, type Letter, readLetter, writeLetter } from './letter.ts';

/** What a thread and its mailbox are doing. The thread sleeps on the slot that says so. */
const STATE = {
  awake: 0,
  asleep: 1,
  /** The main thread has found it asleep and puts something in. */
  writing: 2,
  full: 3,
  /** Woken, for something that came another way. */
  rung: 4,
} as const;

const STATE_BYTES = 64;
const SLOT = 0;
/** How long a thread waits before it looks again whether a letter is complete, which nobody tells it. */
const WRITING_MS = 1;

/** Memory that a thread and the main thread share; pages that no message needed are never touched. */
export function newMailbox(): SharedArrayBuffer {
  return new SharedArrayBuffer(STATE_BYTES + LETTER_BYTES);
}

/**
 * The main thread's side. A message through shared memory takes one wake-up; through a port it takes a copy of every
 * object, a write to the thread's event loop, and the wake-up.
 */
export class MailboxWriter {
  private readonly state: Int32Array;
  private readonly room: Buffer;

  constructor(mailbox: SharedArrayBuffer) {
    this.state = new Int32Array(mailbox, 0, 1);
    this.room = Buffer.from(mailbox, STATE_BYTES);
  }

  /** Hands a letter to the thread if it sleeps, and wakes it. @returns whether it slept */
  deliver(letter: Letter): boolean {
    if (Atomics.compareExchange(this.state, SLOT, STATE.asleep, STATE.writing) !== STATE.asleep) return false;
    writeLetter(letter, this.room);
    Atomics.store(this.state, SLOT, STATE.full);
    Atomics.notify(this.state, SLOT);
    return true;
  }

  /** Wakes the thread if it sleeps: something came another way. */
  ring(): void {
    if (Atomics.compareExchange(this.state, SLOT, STATE.asleep, STATE.rung) === STATE.asleep)
      Atomics.notify(this.state, SLOT);
  }
}

/** The thread's side. */
export class MailboxReader {
  private readonly state: Int32Array;
  private readonly room: Buffer;

  constructor(mailbox: SharedArrayBuffer) {
    this.state = new Int32Array(mailbox, 0, 1);
    this.room = Buffer.from(mailbox, STATE_BYTES);
  }

  /**
   * Sleeps until something came, for `mostMs` at most.
   * @param isNeeded asked once whoever sends something would wake this thread: whether to stay awake after all
   * @returns the letter, `null` when there is none
   */
  sleep(isNeeded: () => boolean, mostMs?: number): Letter | null {
    const { state } = this;
    Atomics.store(state, SLOT, STATE.asleep);
    if (!isNeeded()) Atomics.wait(state, SLOT, STATE.asleep, mostMs);
    // Nothing can be put in from here on; what is being put in already is waited for.
    let found = Atomics.compareExchange(state, SLOT, STATE.asleep, STATE.awake);
    while (found === STATE.writing) {
      Atomics.wait(state, SLOT, STATE.writing, WRITING_MS);
      found = Atomics.load(state, SLOT);
    }
    const letter = found === STATE.full ? readLetter(this.room) : null;
    Atomics.store(state, SLOT, STATE.awake);
    return letter;
  }
}
