import { ResourceFeedReader } from '../ingest/resource-feed.ts';
import type { ResourceFeed } from '../model/resource-series.ts';
import type { Notice } from '../model/run.ts';
import type { MetricsScraper } from '../ports/metrics-scraper.ts';

/** Gathers what a service holds while it is under load; `stop` answers `null` where nothing was to be scraped. */
export function watchResources(
  url: string | null,
  scraper: MetricsScraper,
): { stop(): Promise<ResourceFeed | null> } {
  if (url === null) return { stop: async () => null };
  const reader = new ResourceFeedReader();
  const scraping = scraper.start(url, (text, timeMs) => reader.addScrape(text, timeMs));
  return {
    async stop() {
      const { made, failed, lastFailure } = await scraping.stop();
      const feed = reader.finish();
      if (failed === 0) return feed;
      const text = `${failed} of ${made + failed} scrapes of the metrics failed (${lastFailure ?? 'unknown'})`;
      const notice: Notice = { code: 'scrapes-failed', text };
      return { ...feed, notices: [...feed.notices, notice] };
    },
  };
}
