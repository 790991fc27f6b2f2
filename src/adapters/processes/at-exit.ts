const actions = new Set<() => void>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a synchronous action when this process ends, also by a signal that nobody else handles, so that no
 * child and no temporary file is left behind. The answer takes the action back.
 */
export function atExit(action: () => void): () => void {
  if (actions.size === 0) listen();
  actions.add(action);
  return () => {
    actions.delete(action);
    if (actions.size === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', runAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', runAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function runAll(): void {
  for (const action of actions) {
    try {
      action();
    } catch {
      // The process is ending: one action that fails must not keep the others from running.
    }
  }
}

/** Whoever else listens decides what the signal means; alone, we clean up and let it have its usual effect. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  runAll();
  actions.clear();
  unlisten();
  process.kill(process.pid, signal);
}
