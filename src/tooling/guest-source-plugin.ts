import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const GUEST_FOLDER = new URL('../adapters/engine-embedded/guest/', import.meta.url);

/** Exports of the virtual module, each with the file and the function that it is the text of. */
const TEXTS: Readonly<Record<string, readonly [file: string, start: string]>> = {
  guestSource: ['start-guest.ts', 'startGuest'],
  nativeGuestSource: ['quickjs/start-native-guest.ts', 'startNativeGuest'],
};

/**
 * Makes `import { guestSource } from 'guest-source'` the text of the guest library: an expression whose value is the
 * function that starts it. It runs inside each VU's own realm, so it has to be text, not code of the worker's realm.
 */
export const guestSourcePlugin: Plugin = {
  name: 'guest-source',
  setup(bundler) {
    bundler.onResolve({ filter: /^guest-source$/ }, () => ({
      path: 'guest-source',
      namespace: 'guest-source',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'guest-source' }, async () => ({
      contents: (await Promise.all(Object.keys(TEXTS).map(textExport))).join('\n'),
      loader: 'js',
    }));
  },
};

async function textExport(name: string): Promise<string> {
  const [file, start] = TEXTS[name] ?? ['', ''];
  return `export const ${name} = ${JSON.stringify(await bundleGuest(file, start))};`;
}

async function bundleGuest(file: string, start: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, GUEST_FOLDER))],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'node20',
    format: 'iife',
    globalName: 'guest',
    // Every VU holds it: names stay, for they are in what scripts see.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
  });
  return `(() => {\n${outputFiles[0]?.text ?? ''}\nreturn guest.${start};\n})()`;
}
