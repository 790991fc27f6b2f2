import type { MetricSample } from '../../model/metric-sample.ts';

/**
 * Samples as a snappy-compressed `prometheus.WriteRequest` of remote write 1.0
 * (https://prometheus.io/docs/specs/prw/remote_write_spec/). Samples of one series are joined and put in order of
 * time, labels are sorted by name, and empty ones left out, as the protocol asks. A value that is `NaN` ends its series:
 * it is written as the protocol's stale marker.
 */
export function remoteWriteBody(samples: readonly MetricSample[]): Uint8Array {
  const series = new Map<string, { readonly labels: Labels; readonly values: MetricSample[] }>();
  for (const sample of samples) {
    const labels = labelsOf(sample);
    const key = JSON.stringify(labels);
    const known = series.get(key) ?? { labels, values: [] };
    known.values.push(sample);
    series.set(key, known);
  }
  return snappyLiterals(Buffer.concat([...series.values()].map(timeSeries)));
}

type Labels = readonly (readonly [string, string])[];

function labelsOf({ name, labels }: MetricSample): Labels {
  return Object.entries({ ...labels, __name__: name })
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `repeated TimeSeries timeseries = 1`, with `repeated Label labels = 1` and `repeated Sample samples = 2`. */
function timeSeries({
  labels,
  values,
}: {
  readonly labels: Labels;
  readonly values: readonly MetricSample[];
}) {
  const ordered = values.toSorted((a, b) => a.atMs - b.atMs);
  return field(
    1,
    Buffer.concat([
      ...labels.map(([name, value]) => field(1, Buffer.concat([text(1, name), text(2, value)]))),
      ...ordered.map(({ value, atMs }) => field(2, Buffer.concat([double(1, value), int64(2, atMs)]))),
    ]),
  );
}

/** Wire types of protocol buffers: a varint, eight bytes, or bytes with their length before them. */
const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | LENGTH_DELIMITED]), varint(bytes.length), bytes]);
}

function text(number: number, value: string): Buffer {
  return field(number, Buffer.from(value, 'utf8'));
}

/** The one NaN that Prometheus takes for the end of a series. */
const STALE_MARKER = 0x7ff0000000000002n;

function double(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = (number << 3) | EIGHT_BYTES;
  if (Number.isNaN(value)) bytes.writeBigUInt64LE(STALE_MARKER, 1);
  else bytes.writeDoubleLE(value, 1);
  return bytes;
}

function int64(number: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | VARINT]), varint(Math.round(value))]);
}

/** Times have more than 32 bits, so no bit operators. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** Bytes that one literal can hold with a length of two bytes. */
const LITERAL = 65_536;

/** Snappy's block format without a single copy: the protocol asks for snappy, and a push is some kilobytes. */
function snappyLiterals(bytes: Buffer): Uint8Array {
  const parts: Buffer[] = [varint(bytes.length)];
  for (let at = 0; at < bytes.length; at += LITERAL) {
    const part = bytes.subarray(at, at + LITERAL);
    const length = part.length - 1;
    parts.push(Buffer.from([61 << 2, length % 256, Math.floor(length / 256)]), part);
  }
  return Buffer.concat(parts);
}
