export interface ShopOptions {
  readonly host: string;
  readonly port: number;
  readonly slowdown: number;
  readonly seed: number;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly errorRate: number;
}
export function startShop(options?: Partial<ShopOptions>): Promise<{ url: string; close(): Promise<void> }>;
