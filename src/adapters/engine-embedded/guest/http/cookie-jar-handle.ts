import { ask, type GuestState } from '../guest-state.ts';

/** A script's cookie jar; the cookies live on the main thread, where redirects are followed. */
export class CookieJarHandle {
  readonly id: number;
  readonly #state: GuestState;

  constructor(state: GuestState, id: number) {
    this.#state = state;
    this.id = id;
  }

  /** Cookies that would be sent to a URL: values by name. */
  cookiesForURL(url: unknown): Record<string, string[]> {
    return this.#ask({ do: 'list', url: String(url) }) as Record<string, string[]>;
  }

  set(url: unknown, name: unknown, value: unknown, options: unknown = {}): boolean {
    this.#ask({ do: 'set', url: String(url), name: String(name), value: String(value), options });
    return true;
  }

  /** Forgets the cookies of a URL. */
  clear(url: unknown): void {
    this.#ask({ do: 'remove', url: String(url) });
  }

  delete(url: unknown, name: unknown): void {
    this.#ask({ do: 'remove', url: String(url), name: String(name) });
  }

  #ask(request: object): unknown {
    return JSON.parse(ask(this.#state, 'jar', { jar: this.id, ...request }).json);
  }
}
