import type { Credentials, RemoteWriteOptions } from './remote-write-client.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Where to send and as whom. Secrets come from the environment: flags and files are seen by others. An address may
 * hold its user and password all the same; they are taken out of it, so that no message ever has them.
 */
export function prometheusTarget(address: string, variables: Variables): RemoteWriteOptions {
  const url = new URL(address);
  const { username, password } = url;
  [url.username, url.password] = ['', ''];
  const own: Credentials = {
    kind: 'basic',
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  return { url: url.href, credentials: username === '' ? credentialsOf(variables) : own };
}

function credentialsOf(variables: Variables): Credentials {
  const token = variables.PERF_GATE_PROMETHEUS_BEARER_TOKEN;
  if (token !== undefined && token !== '') return { kind: 'bearer', token };
  const username = variables.PERF_GATE_PROMETHEUS_USERNAME;
  if (username === undefined || username === '') return { kind: 'none' };
  return { kind: 'basic', username, password: variables.PERF_GATE_PROMETHEUS_PASSWORD ?? '' };
}
