import type { ResourceFeed, ResourceKind, ResourceSeries } from '../model/resource-series.ts';
import { LineCutter } from './byte-lines.ts';
import { IngestAnomalies } from './ingest-anomalies.ts';
import { openResults } from './open-results.ts';
import { resourceKindOf, START_TIME } from './resource-metrics.ts';
import { commentTime, type ScrapedValue, scrapedValue } from './scraped-line.ts';

const MOST_SERIES = 100;
/** Points of a series; with more, every second one goes. A day of scrapes every five seconds has 17 280. */
const MOST_POINTS = 20_000;
/** Start times that differ by less are one start: some libraries round. */
const SAME_START_SECONDS = 2;

interface OpenSeries {
  readonly kind: ResourceKind;
  points: { timeMs: number; value: number }[];
  /** Of so many points one is kept. */
  every: number;
  seen: number;
}

/** Gathers what scrapes of a service's `/metrics` say of memory, file descriptors and connections; the rest is skipped. */
export class ResourceFeedReader {
  readonly #series = new Map<string, OpenSeries>();
  readonly #starts = new Map<string, number>();
  readonly #restarts: number[] = [];
  readonly #anomalies: IngestAnomalies;
  #scrapedAt: number | null = null;
  #timeless = 0;

  constructor(anomalies = new IngestAnomalies()) {
    this.#anomalies = anomalies;
  }

  /** A whole scrape, made at a time. */
  addScrape(text: string, timeMs: number): void {
    this.#scrapedAt = timeMs;
    for (const line of text.split('\n')) this.addLine(line);
  }

  addLine(raw: string): void {
    const line = raw.trim();
    if (line === '') return;
    if (line.startsWith('#')) {
      this.#scrapedAt = commentTime(line) ?? this.#scrapedAt;
      return;
    }
    const scraped = scrapedValue(line);
    if (scraped === null) this.#anomalies.unreadable(line);
    else this.#take(scraped);
  }

  finish(): ResourceFeed {
    if (this.#timeless > 0)
      this.#anomalies.note(
        'metrics-timeless',
        `${this.#timeless} values have no time and were left out: write the time of each scrape as a comment (# 2026-01-05T12:00:00Z) before it`,
      );
    const series = [...this.#series].map(
      ([name, { kind, points }]): ResourceSeries => ({ name, kind, points }),
    );
    if (series.length === 0)
      this.#anomalies.note(
        'metrics-missing',
        'the scraped metrics hold none of memory, file descriptors or connections (process_resident_memory_bytes, process_open_fds and the like)',
      );
    return { series, restartsMs: this.#restarts, notices: this.#anomalies.notices() };
  }

  #take({ metric, labels, value, timeMs }: ScrapedValue): void {
    const at = timeMs ?? this.#scrapedAt;
    const kind = resourceKindOf(metric);
    if (kind === null && metric !== START_TIME) return;
    if (at === null) this.#timeless++;
    else if (!Number.isFinite(value) || value < 0) this.#anomalies.reject('not a number');
    else if (kind === null) this.#start(labels, value, at);
    else this.#add(`${metric}${labels}`, kind, at, value);
  }

  #start(labels: string, seconds: number, at: number): void {
    const known = this.#starts.get(labels);
    this.#starts.set(labels, seconds);
    if (known !== undefined && Math.abs(known - seconds) > SAME_START_SECONDS) this.#restarts.push(at);
  }

  #add(name: string, kind: ResourceKind, timeMs: number, value: number): void {
    const series = this.#series.get(name) ?? { kind, points: [], every: 1, seen: 0 };
    if (series.seen === 0) {
      if (this.#series.size >= MOST_SERIES) return;
      this.#series.set(name, series);
    }
    if (series.seen++ % series.every === 0) series.points.push({ timeMs, value });
    if (series.points.length < MOST_POINTS) return;
    series.points = series.points.filter((_, index) => index % 2 === 0);
    series.every *= 2;
  }
}

/** Reads a file of scrapes, gzipped or not, as it comes. */
export async function readResourceFeed(source: AsyncIterable<Uint8Array>): Promise<ResourceFeed> {
  const anomalies = new IngestAnomalies();
  const { all } = await openResults(source, anomalies);
  const reader = new ResourceFeedReader(anomalies);
  const lines = new LineCutter((bytes, start, end) => reader.addLine(bytes.toString('utf8', start, end)));
  for await (const chunk of all) lines.push(chunk);
  reader.addLine(lines.end().unfinished.toString('utf8'));
  return reader.finish();
}
