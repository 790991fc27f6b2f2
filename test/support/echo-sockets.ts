import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface EchoSockets {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A web socket server that sends back what it gets: `/refuse` answers 403, `/close/CODE` closes at once, `/greet` says
 * its headers first.
 */
export async function startEchoSockets(): Promise<EchoSockets> {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (wanted) => [...wanted][0] ?? false,
  });
  const server = createServer((_, response) => response.writeHead(404).end('no socket here'));
  server.on('upgrade', (request, socket, head) => {
    const path = request.url ?? '/';
    if (path === '/refuse') {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const code = /^\/close\/(\d+)$/.exec(path)?.[1];
      if (code !== undefined) client.close(Number(code), 'as asked');
      if (path === '/greet') client.send(JSON.stringify(request.headers));
      if (path === '/ping') client.ping();
      client.on('message', (data, isBinary) => client.send(data, { binary: isBinary }));
      client.on('error', () => client.terminate());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
