import { abortOnSignals } from './adapters/node/abort-on-signals.ts';
import { main } from './cli/main.ts';

process.exitCode = await main(process.argv.slice(2), {
  variables: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: abortOnSignals(process),
});
