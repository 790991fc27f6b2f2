/** More would keep the other thread waiting while this one goes on. */
const MOST_WAITING = 8;

/**
 * Sends what comes up in a turn of the event loop as one message: to wake another thread and to unpack a message costs
 * more than most of what is in it.
 */
export class MessageBatch<Message> {
  private waiting: Message[] = [];
  private transfer: ArrayBuffer[] = [];
  private turn: NodeJS.Immediate | undefined;
  private readonly send: (messages: readonly Message[], transfer: readonly ArrayBuffer[]) => void;

  constructor(send: (messages: readonly Message[], transfer: readonly ArrayBuffer[]) => void) {
    this.send = send;
  }

  add(message: Message, transfer: readonly ArrayBuffer[] = []): void {
    this.waiting.push(message);
    this.transfer.push(...transfer);
    if (this.waiting.length >= MOST_WAITING) this.flush();
    else this.turn ??= setImmediate(() => this.flush());
  }

  /** Sends what waits, if anything. */
  flush(): void {
    clearImmediate(this.turn);
    this.turn = undefined;
    const { waiting, transfer } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    this.transfer = [];
    this.send(waiting, transfer);
  }
}
