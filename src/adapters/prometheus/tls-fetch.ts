import { Agent, fetch as undiciFetch } from 'undici';

export interface TlsSettings {
  readonly insecureSkipVerify: boolean;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
}

/** `fetch` whose connections have these settings. */
export function tlsFetch({ insecureSkipVerify, minVersion }: TlsSettings): typeof fetch {
  const dispatcher = new Agent({ connect: { rejectUnauthorized: !insecureSkipVerify, minVersion } });
  // undici's own fetch takes its own agents; its types are those of another version than Node's, the calls are the same.
  return ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch;
}
