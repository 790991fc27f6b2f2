export interface ShopOptions {
  readonly host: string;
  readonly port: number;
  readonly slowdown: number;
  readonly seed: number;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly errorRate: number;
  readonly leakPerRequest: number;
  readonly coldCacheAfter: number;
}
export function startShop(options?: Partial<ShopOptions>): Promise<{ url: string; close(): Promise<void> }>;
