import { isRecord, parseJson } from '../lib/json-guard.ts';

/** A request as an access log tells it. */
export interface LoggedRequest {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly status: number;
  /** Milliseconds since the epoch; `null` when the line does not say. */
  readonly timeMs: number | null;
  /** Who asked: address or user; `null` when the line does not say. */
  readonly client: string | null;
}

export type LogFormat = 'combined' | 'json';

const COMBINED = /^(\S+) \S+ (\S+) \[([^\]]+)\] "([A-Z]{3,10}) (\S+)(?: HTTP\/[\d.]+)?" (\d{3}) /;

/** A line of the common or combined format of Apache and nginx, or of JSON with the usual names; `null` when it is neither. */
export function loggedRequest(line: string): { format: LogFormat; request: LoggedRequest } | null {
  const request = line.startsWith('{') ? fromJson(line) : fromCombined(line);
  return request === null ? null : { format: line.startsWith('{') ? 'json' : 'combined', request };
}

function fromCombined(line: string): LoggedRequest | null {
  const [, address, user, time, method, target, status] = COMBINED.exec(line) ?? [];
  if (method === undefined || target === undefined) return null;
  return {
    method,
    target,
    status: Number(status),
    timeMs: combinedTime(time ?? ''),
    client: user === undefined || user === '-' ? (address ?? null) : user,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `05/Jan/2026:12:00:00 +0100`. */
function combinedTime(text: string): number | null {
  const match = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text);
  if (match === null) return null;
  const [, day, month, year, hour, minute, second, sign, hours, minutes] = match;
  const at = Date.UTC(
    Number(year),
    MONTHS.indexOf(month ?? ''),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return at - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function fromJson(line: string): LoggedRequest | null {
  const record = parseJson(line);
  if (!isRecord(record)) return null;
  // Caddy and Traefik put the request into an object of its own.
  const inner = isRecord(record.request) ? { ...record, ...record.request } : record;
  const first = (...names: string[]) => names.map((name) => inner[name]).find((value) => value != null);
  const [lineMethod, lineTarget] = String(isRecord(record.request) ? '' : (record.request ?? '')).split(' ');
  const method = String(first('method', 'request_method', 'RequestMethod') ?? lineMethod ?? '');
  const target = String(first('uri', 'request_uri', 'path', 'url', 'RequestPath') ?? lineTarget ?? '');
  const status = Number(first('status', 'status_code', 'statusCode', 'DownstreamStatus'));
  if (!/^[A-Z]{3,10}$/.test(method) || target === '' || !Number.isInteger(status)) return null;
  const client = first('user', 'remote_user', 'remote_addr', 'remote_ip', 'ClientHost', 'client_ip');
  const timeMs = jsonTime(first('time', 'time_iso8601', 'timestamp', '@timestamp', 'ts', 'msec', 'StartUTC'));
  return { method, target, status, timeMs, client: typeof client === 'string' ? client : null };
}

function jsonTime(value: unknown): number | null {
  const epoch =
    typeof value === 'number' ? value : /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : null;
  if (epoch !== null) return epoch < 1e11 ? epoch * 1000 : epoch;
  const ms = typeof value === 'string' ? (combinedTime(value) ?? Date.parse(value)) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
