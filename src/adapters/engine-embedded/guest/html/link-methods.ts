import type { HtmlElement } from './html-node.ts';
import { textOf } from './html-node.ts';

/** Parts of an address as it stands in the page: without a base, a relative one has no host. */
interface Address {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

const ADDRESS =
  /^([a-z][a-z0-9+.-]*:)?(?:\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

function addressOf({ attributes }: HtmlElement): Address {
  const [
    ,
    protocol = '',
    username = '',
    password = '',
    hostname = '',
    port = '',
    path = '',
    search = '',
    hash = '',
  ] = ADDRESS.exec((attributes.get('href') ?? '').trim()) ?? [];
  return {
    protocol: protocol.toLowerCase(),
    username,
    password,
    hostname: hostname.toLowerCase(),
    port,
    pathname: path === '' && hostname !== '' ? '/' : path,
    search: search === '?' ? '' : search,
    hash: hash === '#' ? '' : hash,
  };
}

function hostOf({ hostname, port }: Address): string {
  return port === '' ? hostname : `${hostname}:${port}`;
}

export function relList({ attributes }: HtmlElement): string[] {
  return (attributes.get('rel') ?? '').split(/\s+/).filter((name) => name !== '');
}

/** Methods of `a` and `area`. */
export const LINK_METHODS: Readonly<Record<string, (link: HtmlElement) => unknown>> = {
  hash: (link) => addressOf(link).hash,
  host: (link) => hostOf(addressOf(link)),
  hostname: (link) => addressOf(link).hostname,
  origin: (link) => {
    const address = addressOf(link);
    return address.hostname === '' ? '' : `${address.protocol}//${hostOf(address)}`;
  },
  password: (link) => addressOf(link).password,
  pathname: (link) => addressOf(link).pathname,
  port: (link) => addressOf(link).port,
  protocol: (link) => addressOf(link).protocol,
  relList,
  search: (link) => addressOf(link).search,
  text: textOf,
  username: (link) => addressOf(link).username,
};
