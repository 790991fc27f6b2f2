import type { Selection } from '../html/selection.ts';
import { encodeForm } from './form-body.ts';
import { resolveUrl } from './resolve-url.ts';

/** A request that follows from a page. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly params: unknown;
}

export interface SubmitFormArguments {
  readonly formSelector?: string;
  readonly submitSelector?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly params?: unknown;
}

export interface ClickLinkArguments {
  readonly selector?: string;
  readonly params?: unknown;
}

/** What `submitForm` sends. @throws Error when the page has no such form */
export function formRequest(page: Selection, url: string, how: SubmitFormArguments = {}): PageRequest {
  const { formSelector = 'form', submitSelector = '[type="submit"]', fields = {}, params } = how;
  const form = page.find(formSelector).first();
  if (form.size() === 0) throw missing(formSelector, url);
  const submit = form.find(submitSelector).first();
  const name = submit.attr('name');
  const pressed = name === undefined ? {} : { [name]: submit.val() ?? '' };
  const values = { ...form.serializeObject(), ...pressed, ...fields };
  const target = resolveUrl(form.attr('action') ?? '', url);
  const method = (form.attr('method') ?? 'GET').toUpperCase();
  if (method !== 'GET') return { method, url: target, body: values, params };
  const query = encodeForm(values);
  return { method, url: `${target.replace(/[?#].*$/s, '')}?${query}`, body: null, params };
}

/** What `clickLink` sends. @throws Error when the page has no such link */
export function linkRequest(page: Selection, url: string, how: ClickLinkArguments = {}): PageRequest {
  const { selector = 'a[href]', params } = how;
  const href = page.find(selector).first().attr('href');
  if (href === undefined) throw missing(selector, url);
  return { method: 'GET', url: resolveUrl(href, url), body: null, params };
}

function missing(selector: string, url: string): Error {
  return new Error(`no element found for selector '${selector}' in response '${url}'`);
}
