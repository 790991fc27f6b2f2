import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function shop(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['examples/shop/server.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function startedShop(...args: readonly string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = shop('--port', '0', ...args);
  if (child.stdout === null) throw new Error('no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: String(line).replace('shop listening on ', ''), child };
}

async function refusal(...args: readonly string[]): Promise<{ code: number; stderr: string }> {
  const child = shop(...args);
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

describe('the sample shop', () => {
  it('sells: list, page, search, cart, checkout', async () => {
    const { url } = await startedShop();
    expect(await (await fetch(`${url}/products`)).json()).toMatchObject({ products: expect.any(Array) });
    expect(await (await fetch(`${url}/products/3`)).json()).toMatchObject({ id: 3 });
    const found = (await (await fetch(`${url}/search?q=lamp`)).json()) as { results: { name: string }[] };
    expect(found.results.every(({ name }) => name.includes('lamp'))).toBe(true);
    const added = await fetch(`${url}/cart`, { method: 'POST', body: '{"product":3}' });
    const cookie = added.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await fetch(`${url}/cart`, { headers: { cookie } })).json()).toEqual({ items: [3] });
    const order = await fetch(`${url}/checkout`, { method: 'POST', headers: { cookie } });
    expect(order.status).toBe(201);
    expect(await order.json()).toMatchObject({ order: expect.any(String), totalCents: expect.any(Number) });
  });

  it('refuses what makes no sense', async () => {
    const { url } = await startedShop();
    const statuses = await Promise.all([
      fetch(`${url}/products/999`),
      fetch(`${url}/nowhere`),
      fetch(`${url}/cart`, { method: 'POST', body: 'not json' }),
      fetch(`${url}/checkout`, { method: 'POST' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 400, 409]);
  });

  it('tells its health and its metrics', async () => {
    const { url } = await startedShop();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await fetch(`${url}/products`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('shop_requests_total{route="list",status="200"} 1');
    expect(metrics).toMatch(/shop_request_duration_seconds_bucket\{route="list",le="\+Inf"\} 1/);
    expect(metrics).toContain('shop_requests_waiting 0\n');
    expect(metrics).toContain('shop_work_ratio 1\n');
    expect(metrics).toMatch(/process_resident_memory_bytes \d+/);
  });

  it('fails as often as it is asked to, and answers 503 when too many wait', async () => {
    const failing = await startedShop('--error-rate', '1');
    expect((await fetch(`${failing.url}/products`)).status).toBe(500);
    const { url } = await startedShop('--max-concurrency', '1', '--max-queue', '0');
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(`${url}/products`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses).toContain(503);
  });

  it('forgets a client that hangs up while it sends', async () => {
    const { url } = await startedShop();
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /cart HTTP/1.1\r\nHost: shop\r\nContent-Length: 100\r\n\r\nhalf');
    const inFlight = async () => /in_flight (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
    await expect.poll(inFlight).toBe('1');
    socket.destroy();
    await expect.poll(inFlight).toBe('0');
  });

  it('answers what is in flight before it stops', async () => {
    const { url, child } = await startedShop('--slowdown', '100');
    const answer = fetch(`${url}/products`);
    await expect
      .poll(async () => /in_flight (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1])
      .toBe('1');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await answer).status).toBe(200);
    expect((await exited)[0]).toBe(0);
  });

  it('stops on SIGTERM', async () => {
    const { child } = await startedShop();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });
});

describe('bad options', () => {
  it.each([
    [['--port', '70000'], /--port: expected a whole number from 0 to 65535, got "70000"/],
    [['--slowdown', 'much'], /--slowdown: expected a number from 0.1 to 100/],
    [['--colour', 'red'], /Unknown option '--colour'/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await refusal(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('a port that is in use is named', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await refusal('--port', String(port));
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`port ${port} is in use`);
  });
});
