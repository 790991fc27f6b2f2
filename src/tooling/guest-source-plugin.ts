import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compileGuest } from './compile-guest.ts';

const GUEST_FOLDER = new URL('../adapters/engine-embedded/guest/', import.meta.url);

/**
 * Makes `import { guestSource } from 'guest-source'` the text of the guest library: an expression whose value is the
 * function that starts it. It runs inside each VU's own realm, so it has to be text, not code of the worker's realm. For
 * QuickJS it is compiled already.
 */
export const guestSourcePlugin: Plugin = {
  name: 'guest-source',
  setup(bundler) {
    bundler.onResolve({ filter: /^guest-source$/ }, () => ({
      path: 'guest-source',
      namespace: 'guest-source',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'guest-source' }, async () => ({
      contents: `${await textExport()}\n${await bytecodeExport()}`,
      loader: 'js',
    }));
  },
};

async function textExport(): Promise<string> {
  return `export const guestSource = ${JSON.stringify(await bundleGuest('start-guest.ts', 'startGuest'))};`;
}

async function bytecodeExport(): Promise<string> {
  const source = await bundleGuest('quickjs/start-native-guest.ts', 'startNativeGuest');
  const bytecode = Buffer.from(await compileGuest(source, 'k6-api.js'));
  return `export const nativeGuestBytecode = ${JSON.stringify(bytecode.toString('base64'))};`;
}

async function bundleGuest(file: string, start: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, GUEST_FOLDER))],
    bundle: true,
    inject: [fileURLToPath(new URL('intrinsics.ts', GUEST_FOLDER))],
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
