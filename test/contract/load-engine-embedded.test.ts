import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeEmbeddedEngine } from '../../src/adapters/engine-embedded/embedded-engine.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeTestBackend } from '../support/test-backend.ts';
import { describeLoadEngine, type LoadKind } from './load-engine.contract.ts';

const GET = 'http.get(__ENV.BASE_URL);';
const TEN_ITERATIONS = 'vus: 2, iterations: 10';

const SCRIPTS: Readonly<Record<LoadKind, string>> = {
  short: script(TEN_ITERATIONS, GET),
  talking: script(TEN_ITERATIONS, `console.log('hello from the script'); ${GET}`),
  crossing: script(`${TEN_ITERATIONS}, thresholds: { http_req_duration: ['p(95)<0.001'] }`, GET),
  broken: 'export default function () { this is no JavaScript',
  endless: script("vus: 1, duration: '5m'", `${GET} sleep(0.05);`),
};

function script(options: string, body: string): string {
  return `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { ${options} };
export default function () { ${body} }
`;
}

describeLoadEngine('embedded', async () => {
  const folder = await makeTempFolder();
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    engine: makeEmbeddedEngine({ version: '0.0.0', makeBackend: () => makeTestBackend() }),
    async plan(kind) {
      const file = folder.file(`${kind}.js`);
      await writeFile(file, SCRIPTS[kind]);
      const env = { BASE_URL: `http://127.0.0.1:${port}/` };
      return { script: file, env, durationMs: null, vus: null, tags: {}, timeoutMs: 20_000, seed: 1 };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await folder.remove();
    },
  };
});
