import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { pointLine } from '../support/ndjson-writer.ts';
import { readRemoteWrite } from '../support/remote-write-reader.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const START = Date.UTC(2026, 0, 5, 12);

let folder: TempFolder;
let server: Server;
let received: Buffer[];
beforeEach(async () => {
  folder = await makeTempFolder();
  received = [];
  // A minute of an even load, which is no spike test: the verdict is `invalid`, and exit code 3.
  const lines = Array.from({ length: 600 }, (_, at) =>
    pointLine({ metric: 'http_req_duration', time: START + at * 100, value: 20 + (at % 7) }),
  );
  await writeFile(folder.file('samples.json'), `${lines.join('\n')}\n`);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

/** Analyses the minute and sends it to a database that answers with the status. */
async function analyse(status: number) {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    received.push(Buffer.concat(parts));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/write`;
  let [stdout, stderr] = ['', ''];
  const argv = ['analyse', 'spike', 'samples.json', '--key', 'shop', '--prometheus', url];
  const code = await main(argv, {
    variables: {},
    cwd: folder.path,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

it('a finding is sent to Prometheus', async () => {
  const { code, stderr } = await analyse(204);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  const [body] = received;
  const series = readRemoteWrite(body ?? Buffer.alloc(0)).map(({ labels }) => Object.fromEntries(labels));
  expect(series).toContainEqual(
    expect.objectContaining({ __name__: 'perfgate_verdict_code', service: 'shop', test: 'spike' }),
  );
});

it('a database that refuses costs a warning, and neither verdict nor exit code', async () => {
  const refused = await analyse(401);
  expect(refused.stderr).toContain('the result was not sent to Prometheus at 127.0.0.1');
  expect(refused.code).toBe(3);
  expect(refused.stdout).toMatch(/^spike test: invalid$/m);
});
