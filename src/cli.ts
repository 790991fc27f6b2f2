#!/usr/bin/env node
import { abortOnSignals, keepGoingWithoutReader } from './adapters/node/abort-on-signals.ts';
import { main } from './cli/main.ts';

let signal: AbortSignal | undefined;
keepGoingWithoutReader(process);

process.exitCode = await main(process.argv.slice(2), {
  variables: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  // Commands that load something ask for it; all others end at a signal as programs do, at once.
  get signal() {
    signal ??= abortOnSignals(process);
    return signal;
  },
});
