/** The k6 that is downloaded where no version is named. Never "latest": a new k6 would be a new measurement. */
export const PINNED_K6_VERSION = '2.3.0';

export const K6_RELEASES = 'https://github.com/grafana/k6/releases/download';

/** What a release offers for one platform. */
export interface K6Asset {
  /** Without the leading `v`. */
  readonly version: string;
  /** Of the archive: `k6-v2.3.0-linux-amd64.tar.gz`. */
  readonly file: string;
  readonly url: string;
  readonly checksumsUrl: string;
  /** Of the program inside the archive. */
  readonly member: string;
  readonly format: 'tar.gz' | 'zip';
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
/** Combinations that k6 is not released for. */
const MISSING: ReadonlySet<string> = new Set(['windows-arm64']);

/** Where the archive of a version is, on github.com or below a mirror; `null` where k6 has no release for the machine. */
export function k6Asset(
  version: string,
  machine: { readonly platform: string; readonly arch: string },
  mirror: string | null = null,
): K6Asset | null {
  const [system, processor] = [SYSTEMS[machine.platform], PROCESSORS[machine.arch]];
  if (system === undefined || processor === undefined || MISSING.has(`${system}-${processor}`)) return null;
  const name = `k6-v${version}-${system}-${processor}`;
  const format = system === 'linux' ? 'tar.gz' : 'zip';
  const folder = `${(mirror ?? K6_RELEASES).replace(/\/+$/, '')}/v${version}`;
  return {
    version,
    file: `${name}.${format}`,
    url: `${folder}/${name}.${format}`,
    checksumsUrl: `${folder}/k6-v${version}-checksums.txt`,
    member: `${name}/${system === 'windows' ? 'k6.exe' : 'k6'}`,
    format,
  };
}

/** The SHA-256 of a file in the output of `sha256sum`, lower case; `null` when it is not listed. */
export function listedSum(checksums: string, file: string): string | null {
  for (const line of checksums.split(/\r?\n/)) {
    const match = /^([0-9a-fA-F]{64})[ \t]+\*?(.+?)\s*$/.exec(line);
    if (match?.[2] === file) return match[1]?.toLowerCase() ?? null;
  }
  return null;
}
