import type { ShopSample } from './analysis-recording.ts';

const EVERY_MS = 250;

/** Asks the shop what it holds a few times a second, from its first request on: a witness beside the load generator. */
export function watchShop(url: string): { stop(): Promise<ShopSample[]> } {
  const samples: ShopSample[] = [];
  let stopped = false;
  let firstMs: number | null = null;
  const watching = (async () => {
    while (!stopped) {
      const at = performance.now();
      const text = await (await fetch(`${url}/metrics`)).text();
      if (firstMs === null && text.includes('shop_requests_total{')) firstMs = at;
      if (firstMs !== null) samples.push(sampleOf(text, (at - firstMs) / 1000));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS - (performance.now() - at)));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await watching;
      return samples;
    },
  };
}

function sampleOf(text: string, second: number): ShopSample {
  const round = (value: number) => Math.round(value * 100) / 100;
  return [round(second), gauge(text, 'shop_requests_waiting'), round(gauge(text, 'shop_work_ratio'))];
}

function gauge(text: string, name: string): number {
  const value = new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`the shop says nothing of ${name}`);
  return Number(value);
}
