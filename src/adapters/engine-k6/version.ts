import { GateError } from '../../model/gate-error.ts';

/** What `k6 version` says: `k6 v1.2.3 (commit/..., go1.24, linux/amd64)`, on Windows `k6.exe v2.0.0 (...)`. */
export interface K6Version {
  /** Without the leading `v`. */
  readonly text: string;
  readonly major: number;
}

const VERSION_LINE = /\bk6(?:\.exe)?\s+v?((\d+)\.\d+\.\d+(?:[-+][\w.+-]+)?)/i;
const SUPPORTED_MAJORS: readonly number[] = [1, 2];
const SUPPORTED = 'perf-gate supports v1 and v2';

/** The version in the output of `k6 version`; `null` when it is not such an output. */
export function parseK6Version(output: string): K6Version | null {
  const match = VERSION_LINE.exec(output);
  if (match?.[1] === undefined) return null;
  return { text: match[1], major: Number(match[2]) };
}

/**
 * The version, when perf-gate can work with it.
 * @throws GateError ENGINE_UNSUPPORTED
 */
export function supportedK6Version(output: string, file: string): K6Version {
  const version = parseK6Version(output);
  if (version === null) {
    const came = JSON.stringify(output.trim().slice(0, 80));
    throw unsupported(`asking ${file} for its version: expected "k6 v1.2.3 ...", got ${came}`);
  }
  if (SUPPORTED_MAJORS.includes(version.major)) return version;
  const which = version.major < Math.min(...SUPPORTED_MAJORS) ? 'too old' : 'too new';
  throw unsupported(`k6 v${version.text} is ${which}: ${SUPPORTED_IN_FULL} (found at ${file})`);
}

const SUPPORTED_IN_FULL = `${SUPPORTED}, whose output it knows`;

function unsupported(message: string): GateError {
  return new GateError('ENGINE_UNSUPPORTED', message, {
    fault: 'environment',
    hint: `${SUPPORTED}: install one from https://github.com/grafana/k6/releases, name it with --k6-path, or use --engine embedded.`,
  });
}
