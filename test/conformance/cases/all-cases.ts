import type { ConformanceCase } from '../conformance-case.ts';
import { CRYPTO_CASES } from './crypto-cases.ts';
import { HTML_CASES } from './html-cases.ts';
import { HTML_ELEMENT_CASES } from './html-element-cases.ts';
import { HTTP_CASES, PAGE_CASES } from './http-cases.ts';
import { JSLIB_CASES } from './jslib-cases.ts';
import { K6_CASES } from './k6-cases.ts';
import { METRICS_CASES } from './metrics-cases.ts';
import { SOCKET_CASES } from './socket-cases.ts';

export const ALL_CASES: readonly ConformanceCase[] = [
  ...K6_CASES,
  ...HTTP_CASES,
  ...PAGE_CASES,
  ...METRICS_CASES,
  ...CRYPTO_CASES,
  ...HTML_CASES,
  ...HTML_ELEMENT_CASES,
  ...SOCKET_CASES,
  ...JSLIB_CASES,
];
