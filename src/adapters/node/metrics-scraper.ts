import type { Clock } from '../../ports/clock.ts';
import type { MetricsScraper } from '../../ports/metrics-scraper.ts';

export interface ScrapeTimes {
  readonly everyMs: number;
  /** Shorter than `everyMs`, or scrapes would queue up. */
  readonly timeoutMs: number;
}

const TIMES: ScrapeTimes = { everyMs: 5_000, timeoutMs: 4_000 };
/** A page of metrics has some kilobytes; more is something else, and is not read to its end. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Asks every five seconds; an answer that does not come in time is one that failed. */
export function makeMetricsScraper(clock: Clock, { everyMs, timeoutMs } = TIMES): MetricsScraper {
  return {
    start(url, onScrape) {
      let made = 0;
      let failed = 0;
      let lastFailure: string | null = null;
      let running = Promise.resolve();
      const scrape = async () => {
        const at = clock.now();
        try {
          onScrape(await textOf(url, timeoutMs), at);
          made++;
        } catch (error) {
          failed++;
          lastFailure = reasonOf(error);
        }
      };
      const ask = () => {
        running = running.then(scrape);
      };
      ask();
      const timer = setInterval(ask, everyMs);
      return {
        async stop() {
          clearInterval(timer);
          await running;
          return { made, failed, lastFailure };
        },
      };
    },
  };
}

async function textOf(url: string, timeoutMs: number): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`status ${answer.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** fetch hides what happened behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
