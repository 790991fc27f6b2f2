import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const GUEST_ENTRY = fileURLToPath(
  new URL('../adapters/engine-embedded/guest/start-guest.ts', import.meta.url),
);

/**
 * Makes `import { guestSource } from 'guest-source'` the text of the guest library: an expression whose value is
 * `startGuest`. It runs inside each VU's own realm, so it has to be text, not code of the worker's realm.
 */
export const guestSourcePlugin: Plugin = {
  name: 'guest-source',
  setup(bundler) {
    bundler.onResolve({ filter: /^guest-source$/ }, () => ({
      path: 'guest-source',
      namespace: 'guest-source',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'guest-source' }, async () => ({
      contents: `export const guestSource = ${JSON.stringify(await bundleGuest())};`,
      loader: 'js',
    }));
  },
};

async function bundleGuest(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [GUEST_ENTRY],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'node20',
    format: 'iife',
    globalName: 'guest',
    legalComments: 'none',
  });
  return `(() => {\n${outputFiles[0]?.text ?? ''}\nreturn guest.startGuest;\n})()`;
}
