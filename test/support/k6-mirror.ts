import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { k6Asset } from '../../src/adapters/k6-download/k6-release.ts';
import { tarGz } from './archives.ts';
import { FAKE_K6 } from './fake-k6.ts';

/** What a mirror does instead of what it should. */
export type MirrorFault =
  | 'none'
  | '404'
  | '503-once'
  | '503'
  | 'bad-sum'
  | 'no-sum'
  | 'truncated'
  | 'no-member'
  | 'garbage';

export interface K6Mirror {
  readonly url: string;
  /** Paths that were asked for. */
  readonly requests: readonly string[];
  fault: MirrorFault;
  close(): Promise<void>;
}

/** A mirror of k6's releases on loopback; its k6 starts `fake-k6` from where that is. */
export async function startK6Mirror(version: string): Promise<K6Mirror> {
  const asset = k6Asset(version, { platform: 'linux', arch: 'x64' }, 'http://mirror');
  if (asset === null) throw new Error('no such asset');
  const launcher = `#!/usr/bin/env node\nprocess.argv[1] = ${JSON.stringify(FAKE_K6)};\nawait import(${JSON.stringify(FAKE_K6)});\n`;
  const archive = tarGz([{ name: asset.member, content: launcher }]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const isSums = request.url === new URL(asset.checksumsUrl).pathname;
    const isArchive = request.url === new URL(asset.url).pathname;
    if (!isSums && !isArchive) return end(response, 404);
    if (mirror.fault === '404') return end(response, 404);
    if (mirror.fault === '503') return end(response, 503);
    if (mirror.fault === '503-once') {
      mirror.fault = 'none';
      return end(response, 503);
    }
    if (isSums) return end(response, 200, sums());
    const bytes = served();
    if (mirror.fault !== 'truncated') return end(response, 200, bytes);
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  });
  const served = () => {
    if (mirror.fault === 'garbage') return Buffer.from('<html>sign in first</html>');
    return mirror.fault === 'no-member' ? tarGz([{ name: 'else', content: 'x' }]) : archive;
  };
  const sums = () => {
    if (mirror.fault === 'no-sum') return 'nothing here';
    const listed = mirror.fault === 'bad-sum' ? Buffer.from('other') : served();
    return `${createHash('sha256').update(listed).digest('hex')}  ${asset.file}\n`;
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const mirror: K6Mirror = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fault: 'none',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return mirror;
}

function end(response: ServerResponse, status: number, body: Buffer | string = ''): void {
  response.writeHead(status).end(body);
}
