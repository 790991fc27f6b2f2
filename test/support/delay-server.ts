import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service whose every answer has a known delay, and which knows how long it really took. */
export interface DelayServer {
  readonly url: string;
  /** Milliseconds from the arrival of a request to the end of its answer, by `id`. */
  readonly served: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Answers `/?id=N` after `delayMs(N)`. */
export async function startDelayServer(delayMs: (id: number) => number): Promise<DelayServer> {
  const served = new Map<string, number>();
  const server = createServer((request, response) => {
    const start = performance.now();
    const id = new URL(request.url ?? '/', 'http://localhost').searchParams.get('id') ?? '0';
    setTimeout(
      () => {
        response.end('ok');
        served.set(id, performance.now() - start);
      },
      delayMs(Number(id)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    served,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
