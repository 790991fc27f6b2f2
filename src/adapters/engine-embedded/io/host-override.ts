/** Where to connect instead, from k6's `options.hosts`; host names may begin with `*.`. */
export function overrideAddress(
  hosts: Readonly<Record<string, string>>,
  hostname: string,
  port: number,
): { hostname: string; port: number } {
  const target = hosts[`${hostname}:${port}`] ?? hosts[hostname] ?? wildcard(hosts, hostname);
  if (target === undefined) return { hostname, port };
  const match = /^\[?([^\]]+?)\]?(?::(\d+))?$/.exec(target);
  const isPlainIpv6 = target.split(':').length > 2 && !target.startsWith('[');
  if (match === null || isPlainIpv6) return { hostname: target, port };
  return { hostname: match[1] ?? target, port: match[2] === undefined ? port : Number(match[2]) };
}

function wildcard(hosts: Readonly<Record<string, string>>, hostname: string): string | undefined {
  const pattern = Object.keys(hosts).find((key) => key.startsWith('*.') && hostname.endsWith(key.slice(1)));
  return pattern === undefined ? undefined : hosts[pattern];
}
