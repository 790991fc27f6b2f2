import { GateError } from '../../model/gate-error.ts';

/** Where a Prometheus is, and what to say of it. */
export interface PrometheusAddress {
  /** Ends with a slash. */
  readonly base: string;
  readonly shown: string;
}

/**
 * The base of a Prometheus' API, with a path where it is behind a proxy.
 * @throws GateError CONFIG_INVALID for what is no http(s) address, or holds a user and password
 */
export function prometheusAddress(text: string): PrometheusAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw wrong('an address such as http://prometheus:9090', JSON.stringify(text));
  if (url.username !== '' || url.password !== '')
    throw wrong('an address without a user and password', `one for ${url.host}`);
  const path = url.pathname.replace(/\/(api\/v1\/?.*)?$/, '');
  return { base: `${url.origin}${path}/`, shown: `${url.origin}${path}` };
}

function wrong(expected: string, got: string): GateError {
  return new GateError('CONFIG_INVALID', `the address of Prometheus: expected ${expected}, got ${got}`, {
    fault: 'user',
    hint: 'A bearer token goes into the environment variable PERF_GATE_PROMETHEUS_TOKEN.',
  });
}
