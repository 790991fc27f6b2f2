import type { ExpectedStatuses, HttpCall } from '../../io/http-call.ts';
import type { Tags } from '../../vu/vu-backend.ts';
import { RememberedJson } from '../remembered-json.ts';

/** What scripts seldom say about a request. */
export type UnusualParts = Partial<Omit<HttpCall, 'method' | 'url' | 'name' | 'tags'>> & {
  /** The tag `name` is the script's. */
  readonly isNamed?: true;
};

/** Statuses that are expected unless the script says otherwise. */
export const DEFAULT_EXPECTED: ExpectedStatuses = [{ min: 200, max: 399 }];

const USUAL: Omit<HttpCall, 'method' | 'url' | 'name' | 'tags'> = {
  headers: [],
  cookies: {},
  jar: 0,
  timeoutMs: 60_000,
  redirects: null,
  auth: null,
  compression: '',
  responseType: null,
  expected: DEFAULT_EXPECTED,
  metadata: {},
};

/**
 * A request on its way to the main thread: lines, the URL last. QuickJS would take longer to make a JSON of all its
 * members than for everything else about it.
 * @param tags as JSON
 * @param unusual `UnusualParts` as JSON; empty for none
 */
export function callText(method: string, url: string, tags: string, unusual: string): string {
  return `${method}\n${tags}\n${unusual}\n${url}`;
}

/** Reads what `callText` wrote. Requests of a script have much in common: that is parsed once. */
export class CallReader {
  private readonly tags = new RememberedJson<Tags>();
  private readonly unusual = new RememberedJson<UnusualParts>();

  read(text: string): HttpCall {
    const first = text.indexOf('\n');
    const second = text.indexOf('\n', first + 1);
    const third = text.indexOf('\n', second + 1);
    const tags = this.tags.parse(text.slice(first + 1, second));
    const call = { method: text.slice(0, first), url: text.slice(third + 1), name: null, tags };
    if (third === second + 1) return { ...USUAL, ...call };
    const { isNamed, ...parts } = this.unusual.parse(text.slice(second + 1, third));
    return { ...USUAL, ...parts, ...call, name: isNamed === true ? (tags.name ?? null) : null };
  }
}
