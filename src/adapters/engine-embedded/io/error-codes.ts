/** How a failed exchange is named in k6's `error` and `error_code`. */
export interface HttpFailure {
  readonly code: number;
  readonly message: string;
}

export const TIMEOUT: HttpFailure = { code: 1050, message: 'request timeout' };

const BY_CODE: Readonly<Record<string, HttpFailure>> = {
  ENOTFOUND: { code: 1101, message: 'lookup: no such host' },
  EAI_AGAIN: { code: 1100, message: 'lookup: temporary failure in name resolution' },
  EAI_FAIL: { code: 1100, message: 'lookup: name resolution failed' },
  EPIPE: { code: 1201, message: 'write: broken pipe' },
  ETIMEDOUT: { code: 1211, message: 'dial: i/o timeout' },
  UND_ERR_CONNECT_TIMEOUT: { code: 1211, message: 'dial: i/o timeout' },
  ECONNREFUSED: { code: 1212, message: 'dial: connection refused' },
  ENETUNREACH: { code: 1213, message: 'dial: network is unreachable' },
  EHOSTUNREACH: { code: 1213, message: 'dial: no route to host' },
  ECONNRESET: { code: 1220, message: 'read: connection reset by peer' },
  UND_ERR_ABORTED: TIMEOUT,
  ERR_INVALID_URL: { code: 1020, message: 'invalid URL' },
  ERR_TLS_CERT_ALTNAME_INVALID: { code: 1311, message: 'x509: certificate is not valid for this host name' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { code: 1310, message: 'x509: certificate signed by unknown authority' },
  SELF_SIGNED_CERT_IN_CHAIN: { code: 1310, message: 'x509: certificate signed by unknown authority' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { code: 1310, message: 'x509: certificate signed by unknown authority' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { code: 1310, message: 'x509: certificate signed by unknown authority' },
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: {
    code: 1600,
    message: 'http2: the server offers no HTTP/1.1, which is all that the embedded engine speaks; use k6',
  },
  CERT_HAS_EXPIRED: { code: 1310, message: 'x509: certificate has expired' },
};

/** k6's error code of a network error, from the code that Node or undici gives it; 1000 when unknown. */
export function networkFailure(error: unknown): HttpFailure {
  const code = codeOf(error);
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'UND_ERR_SOCKET') return { code: 1000, message: 'EOF' };
  if (code.startsWith('ERR_SSL') || code === 'EPROTO' || code.startsWith('ERR_TLS'))
    return { code: 1300, message };
  return { code: 1000, message };
}

/** k6 gives responses of 400 and above a code, and no error text. */
export function statusErrorCode(status: number): number {
  return status >= 400 ? 1000 + status : 0;
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && typeof (error as { code?: unknown }).code !== 'string') {
    return codeOf(error.errors[0]);
  }
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}
