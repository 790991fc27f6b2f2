import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--virtual-time-budget=20000',
];
const TIMEOUT_MS = 120_000;

/**
 * A picture of a page that writes its height into `data-height` of its root when it is ready.
 * @throws Error when there is no Chromium, or the page does not get ready
 */
export function screenshot(page: string, picture: string, width: number): void {
  const browser = process.env.CHROMIUM ?? NAMES.find((name) => spawnSync(name, ['--version']).status === 0);
  if (browser === undefined)
    throw new Error(`there is no Chromium here (${NAMES.join(', ')}, or CHROMIUM=path)`);
  const address = pathToFileURL(page).href;
  const tall = [`--window-size=${width},4000`, '--dump-dom', address];
  const height = /data-height="(\d+)"/.exec(run(browser, tall))?.[1];
  if (height === undefined) throw new Error(`${page}: its charts were not drawn`);
  run(browser, [
    '--force-device-scale-factor=1.5',
    `--window-size=${width},${height}`,
    `--screenshot=${picture}`,
    address,
  ]);
}

function run(browser: string, args: readonly string[]): string {
  const options = { encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: 64 * 2 ** 20 } as const;
  const { status, stdout, stderr, error } = spawnSync(browser, [...FLAGS, ...args], options);
  if (status !== 0)
    throw new Error(`${browser} ended with ${status}: ${error?.message ?? stderr.slice(-400)}`);
  return stdout;
}
