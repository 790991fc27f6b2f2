import { closest } from '../../../lib/closest.ts';

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

/** Modules that k6 has, or had, and this engine has not. */
const REAL_K6_MODULES: readonly string[] = [
  'k6/browser',
  'k6/net/grpc',
  'k6/secrets',
  'k6/experimental/browser',
  'k6/experimental/csv',
  'k6/experimental/fs',
  'k6/experimental/grpc',
  'k6/experimental/redis',
  'k6/experimental/streams',
  'k6/experimental/timers',
  'k6/experimental/tracing',
  'k6/experimental/webcrypto',
];

/** Whether an import is of real k6, extensions included, however little this engine can do with it. */
export function needsRealK6(specifier: string): boolean {
  return REAL_K6_MODULES.includes(specifier) || /^k6\/x\/./.test(specifier);
}

/** The module that a mistyped name most likely meant (`k6/htttp`, `http`), or `null`. */
export function likelyModule(specifier: string): string | null {
  if (BUILTIN_MODULES.includes(`k6/${specifier}`)) return `k6/${specifier}`;
  return closest(specifier, [...BUILTIN_MODULES, ...REAL_K6_MODULES]);
}
