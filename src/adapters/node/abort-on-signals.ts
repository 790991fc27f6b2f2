/** Exit code of a process that SIGINT ended at once, as shells count it. */
const EXIT_ON_SECOND_SIGNAL = 130;

/**
 * A signal that aborts at the first SIGINT or SIGTERM, so that load ends gracefully and reports are still
 * written; the second one ends the process at once (engines kill their children on exit).
 */
export function abortOnSignals(emitter: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  const onSignal = (name: string) => {
    if (controller.signal.aborted) emitter.exit(EXIT_ON_SECOND_SIGNAL);
    controller.abort(name);
    emitter.stderr.write(`\n${name}: ending the load gracefully; once more to stop at once\n`);
  };
  emitter.on('SIGINT', onSignal);
  emitter.on('SIGTERM', onSignal);
  return controller.signal;
}

/** A reader that went away (`perf-gate ... | head`) is no reason to lose the verdict. */
export function keepGoingWithoutReader({ stdout }: NodeJS.Process): void {
  stdout.on('error', () => undefined);
}
