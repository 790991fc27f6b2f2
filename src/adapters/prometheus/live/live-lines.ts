import { isRecord, parseJson } from '../../../lib/json-guard.ts';
import type { LiveKind, LiveSeries } from './live-series.ts';

const KINDS: ReadonlySet<string> = new Set<LiveKind>(['counter', 'gauge', 'rate', 'trend']);

/** Feeds k6's NDJSON, as it comes in pieces, into series. Lines that are no samples are left out. */
export class LiveLines {
  readonly #series: LiveSeries;
  readonly #decoder = new TextDecoder();
  #rest = '';

  constructor(series: LiveSeries) {
    this.#series = series;
  }

  push(chunk: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    const record = parseJson(line);
    if (!isRecord(record) || typeof record.metric !== 'string' || !isRecord(record.data)) return;
    const { metric, type, data } = record;
    if (type === 'Metric' && typeof data.type === 'string' && KINDS.has(data.type))
      this.#series.declare(metric, { kind: data.type as LiveKind, isTime: data.contains === 'time' });
    if (type === 'Point' && typeof data.value === 'number')
      this.#series.add(metric, data.value, isRecord(data.tags) ? textsOf(data.tags) : {});
  }
}

function textsOf(tags: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(tags).filter(
    (tag): tag is [string, string] => typeof tag[1] === 'string' && tag[1] !== '',
  );
  return Object.fromEntries(texts);
}
