import { runAction } from './action/run-action.ts';
import { abortOnSignals } from './adapters/node/abort-on-signals.ts';

const exitCode = await runAction({
  variables: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  signal: abortOnSignals(process),
});
// Connections that are kept alive for nobody would keep the job waiting; what was printed must be out before.
process.stdout.write('', () => process.exit(exitCode));
