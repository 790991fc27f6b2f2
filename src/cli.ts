import { main } from './cli/main.ts';
import { abortOnSignals } from './cli/signals.ts';

process.exitCode = await main(process.argv.slice(2), {
  variables: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: abortOnSignals(process),
});
