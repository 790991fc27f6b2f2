/** Tags that k6 sets itself, on unless said otherwise; in the order of its CSV. */
export const DEFAULT_SYSTEM_TAGS: readonly string[] = [
  'check',
  'error',
  'error_code',
  'expected_response',
  'group',
  'method',
  'name',
  'proto',
  'scenario',
  'service',
  'status',
  'subproto',
  'tls_version',
  'url',
];

/** System tags of k6 that are off unless asked for; this engine does not have them. */
export const ABSENT_SYSTEM_TAGS: readonly string[] = ['vu', 'iter', 'ip', 'ocsp_status'];
