#!/usr/bin/env node
import { parseOptions, USAGE } from './options.mjs';
import { startShop } from './shop.mjs';

const argv = process.argv.slice(2);
if (argv.includes('--help') || argv.includes('-h')) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const options = readOptions();
const shop = await startShop(options).catch((error) => {
  const busy = error.code === 'EADDRINUSE';
  fail(1, busy ? `port ${options.port} is in use: give another one with --port, or --port 0` : error.message);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => shop.close().then(() => process.exit(0)));
process.stdout.write(`shop listening on ${shop.url}\n`);

function readOptions() {
  try {
    return parseOptions(argv);
  } catch (error) {
    // The reason comes last: who starts the shop and quotes its last words has it.
    return fail(2, `${/** @type {Error} */ (error).message}; --help lists the options`);
  }
}

/** @param {number} code @param {string} message @returns {never} */
function fail(code, message) {
  process.stderr.write(`shop: ${message}\n`);
  process.exit(code);
}
