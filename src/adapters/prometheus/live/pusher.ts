import type { PushResult } from '../remote-write-client.ts';

/** One push at a time: a slow database gets fewer of them, not all at once. */
export class Pusher {
  readonly #push: () => Promise<PushResult>;
  #current: Promise<void> | null = null;
  lastFailure: string | null = null;

  constructor(push: () => Promise<PushResult>) {
    this.#push = push;
  }

  start(): void {
    this.#current ??= this.#once(this.#push).finally(() => {
      this.#current = null;
    });
  }

  /** The last push, after the one that is under way. */
  async finish(push: () => Promise<PushResult> = this.#push): Promise<void> {
    await this.#current;
    await this.#once(push);
  }

  async #once(push: () => Promise<PushResult>): Promise<void> {
    const result = await push();
    this.lastFailure = result.kind === 'failed' ? `${result.cause}. ${result.hint}` : null;
  }
}
