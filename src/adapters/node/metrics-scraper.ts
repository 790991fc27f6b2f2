import type { Clock } from '../../ports/clock.ts';
import type { MetricsScraper } from '../../ports/metrics-scraper.ts';

const EVERY_MS = 5_000;
const TIMEOUT_MS = 4_000;
/** A page of metrics has some kilobytes; more is something else. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Asks every five seconds; an answer that does not come in time is one that failed. */
export function makeMetricsScraper(clock: Clock, everyMs = EVERY_MS): MetricsScraper {
  return {
    start(url, onScrape) {
      let made = 0;
      let failed = 0;
      let lastFailure: string | null = null;
      let running = Promise.resolve();
      const scrape = async () => {
        const at = clock.now();
        try {
          onScrape(await textOf(url), at);
          made++;
        } catch (error) {
          failed++;
          lastFailure = error instanceof Error ? error.message : String(error);
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

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  if (text.length > MOST_BYTES) throw new Error(`${text.length} bytes`);
  return text;
}
