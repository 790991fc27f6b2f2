/** Options of k6 that this engine does not have, each with what k6 would do; setting one is refused before load starts. */
export const UNSUPPORTED_OPTIONS: Readonly<Record<string, string>> = {
  rps: 'a limit of requests a second over all VUs (k6 discourages it; use an arrival-rate executor)',
  dns: 'settings of the name resolver',
  localIPs: 'source addresses of connections',
  tlsAuth: 'client certificates',
  tlsCipherSuites: 'a choice of cipher suites',
  tlsVersion: 'a choice of TLS versions',
  blacklistIPs: 'addresses that must not be called',
  blockHostnames: 'host names that must not be called',
  paused: 'a start on command',
  httpDebug: 'a log of every request',
};

/** Options of k6 that make no difference here; setting one is told in a notice. */
export const IGNORED_OPTIONS: readonly string[] = [
  'ext',
  'cloud',
  'metricSamplesBufferSize',
  'consoleOutput',
  'linger',
  'noUsageReport',
  'tlsAIAFetch',
];

/** Options that this engine honours. */
export const SUPPORTED_OPTIONS: readonly string[] = [
  'vus',
  'duration',
  'iterations',
  'stages',
  'scenarios',
  'thresholds',
  'tags',
  'systemTags',
  'summaryTrendStats',
  'summaryTimeUnit',
  'handleSummaryTimeout',
  'setupTimeout',
  'teardownTimeout',
  'noSetup',
  'noTeardown',
  'noThresholds',
  'minIterationDuration',
  'userAgent',
  'maxRedirects',
  'batch',
  'batchPerHost',
  'discardResponseBodies',
  'insecureSkipTLSVerify',
  'noConnectionReuse',
  'noVUConnectionReuse',
  'noCookiesReset',
  'throw',
  'hosts',
  'executionSegment',
  'executionSegmentSequence',
];
