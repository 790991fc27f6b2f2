/** Scraping in progress. */
export interface Scraping {
  /** Ends it. Never rejects. */
  stop(): Promise<{ readonly made: number; readonly failed: number; readonly lastFailure: string | null }>;
}

/** Reads what a service shows of itself, again and again. */
export interface MetricsScraper {
  /** `onScrape` is given each text with the time when it was asked for, milliseconds since the epoch. */
  start(url: string, onScrape: (text: string, timeMs: number) => void): Scraping;
}
