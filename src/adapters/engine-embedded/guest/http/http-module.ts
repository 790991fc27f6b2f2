import type { CallLoop } from '../call-loop.ts';
import { toBytes } from '../encoding-module.ts';
import { callOf, type GuestState } from '../guest-state.ts';
import { CookieJarHandle } from './cookie-jar-handle.ts';
import { expectedOf, expectedStatuses } from './expected-statuses.ts';
import { FileData } from './multipart.ts';
import { nameUrl } from './named-url.ts';
import { methodOf, Requests } from './requests.ts';

const OCSP_STATUSES = ['good', 'revoked', 'server_failed', 'unknown'];
const OCSP_REASONS = [
  'unspecified',
  'key_compromise',
  'ca_compromise',
  'affiliation_changed',
  'superseded',
  'cessation_of_operation',
  'certificate_hold',
  'remove_from_crl',
  'privilege_withdrawn',
  'aa_compromise',
];

/** Constants that scripts compare with; stapled responses are not read here. */
const OCSP_NAMES = Object.fromEntries([
  ...OCSP_STATUSES.map((status) => [`OCSP_STATUS_${status.toUpperCase()}`, status]),
  ...OCSP_REASONS.map((reason) => [`OCSP_REASON_${reason.toUpperCase()}`, reason]),
]);

/** The module `k6/http`. */
export function makeHttpModule(state: GuestState, loop: CallLoop): Record<string, unknown> {
  const requests = new Requests(state, loop);
  const withBody = (method: string) => (url: unknown, body?: unknown, params?: unknown) =>
    requests.send(method, url, body, params);
  return {
    get: (url: unknown, params?: unknown) => requests.send('GET', url, null, params),
    head: (url: unknown, params?: unknown) => requests.send('HEAD', url, null, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: (method: unknown, url: unknown, body?: unknown, params?: unknown) =>
      requests.send(methodOf(method), url, body, params),
    asyncRequest: (method: unknown, url: unknown, body?: unknown, params?: unknown) =>
      requests.sendLater(methodOf(method), url, body, params),
    batch: (entries: unknown) => requests.batch(entries),
    url: nameUrl,
    file: (data: unknown, filename?: unknown, contentType?: unknown) =>
      new FileData(
        toBytes(state, data),
        filename === undefined ? String(Math.round(state.host.now() * 1e6)) : String(filename),
        contentType === undefined ? 'application/octet-stream' : String(contentType),
      ),
    cookieJar: () => {
      callOf(state, 'http.cookieJar()');
      return new CookieJarHandle(state, 0);
    },
    CookieJar: jarClass(state),
    expectedStatuses,
    setResponseCallback: (callback: unknown) => {
      requests.expected = expectedOf(callback);
    },
    SSL_3_0: 'ssl3.0',
    TLS_1_0: 'tls1.0',
    TLS_1_1: 'tls1.1',
    TLS_1_2: 'tls1.2',
    TLS_1_3: 'tls1.3',
    ...OCSP_NAMES,
  };
}

function jarClass(state: GuestState) {
  let lastId = 0;
  const forgotten = new FinalizationRegistry<number>((id) => state.host.dropJar(id));
  return class CookieJar extends CookieJarHandle {
    constructor() {
      lastId += 1;
      super(state, lastId);
      forgotten.register(this, lastId);
    }
  };
}
