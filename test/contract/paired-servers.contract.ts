import { afterEach, describe, expect, it } from 'vitest';
import type { PairedServers, Serving } from '../../src/ports/paired-servers.ts';

export interface PairedServersUnderTest {
  /** Both sides can be had. */
  healthy(): Promise<PairedServers>;
  /** The head cannot. */
  withoutHead(): Promise<PairedServers>;
  /** Makes the head of servers that are up end. */
  endHead(serving: Serving): Promise<void>;
  cleanUp(): Promise<void>;
}

/** What every `PairedServers` keeps. */
export function pairedServersContract(name: string, make: () => PairedServersUnderTest): void {
  describe(`${name} as paired servers`, () => {
    let bench: PairedServersUnderTest | null = null;
    let up: Serving | null = null;
    afterEach(async () => {
      await up?.stop();
      await bench?.cleanUp();
      up = null;
    });

    async function served(sides: readonly ('base' | 'head')[] = ['base', 'head']): Promise<Serving> {
      bench = make();
      const result = await (await bench.healthy()).serve(sides, new AbortController().signal);
      if (result.kind === 'down') throw new Error(result.trouble.what);
      up = result;
      return result;
    }

    it('say of a side that cannot be had which one it is, and why', async () => {
      bench = make();
      const servers = await bench.withoutHead();
      const result = await servers.serve(['base', 'head'], new AbortController().signal);
      expect(result).toMatchObject({
        kind: 'down',
        trouble: { side: 'head', what: expect.stringMatching(/^did not .*(ECONNREFUSED|exit code)/) },
      });
    });

    it('give up at once when they are interrupted', async () => {
      bench = make();
      const servers = await bench.withoutHead();
      const started = performance.now();
      const result = await servers.serve(['head'], AbortSignal.abort('SIGINT'));
      expect(result.kind).toBe('down');
      expect(performance.now() - started).toBeLessThan(5_000);
    });

    it('are two servers with addresses of their own', async () => {
      const serving = await served();
      const addresses = [serving.url('base'), serving.url('head')];
      expect(addresses[0]).not.toBe(addresses[1]);
      for (const address of addresses) {
        expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect((await fetch(`${address}/anything`)).status).toBe(200);
      }
      expect(await serving.check()).toBeNull();
    });

    it('can be had one at a time', async () => {
      const serving = await served(['head']);
      expect((await fetch(serving.url('head'))).status).toBe(200);
      expect(await serving.check()).toBeNull();
    });

    it('notice a side that ended', async () => {
      const serving = await served();
      await bench?.endHead(serving);
      await expect.poll(() => serving.check(), { timeout: 60_000 }).toMatchObject({ side: 'head' });
    });

    it('can be stopped twice', async () => {
      const serving = await served();
      await serving.stop();
      await serving.stop();
    });
  });
}
