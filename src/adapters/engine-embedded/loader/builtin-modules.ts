/** Modules of k6 that this engine has. */
export const BUILTIN_MODULES: readonly string[] = [
  'k6',
  'k6/http',
  'k6/metrics',
  'k6/execution',
  'k6/data',
  'k6/encoding',
  'k6/crypto',
  'k6/timers',
  'k6/html',
  'k6/ws',
  'k6/websockets',
  'k6/experimental/websockets',
];
