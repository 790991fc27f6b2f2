import type { GuestControl, GuestHost } from '../../guest/guest-host.ts';
import { hostBytes } from '../host-bytes.ts';
import { sharedTexts } from '../shared-texts.ts';
import type { MetricDeclaration } from '../vu-backend.ts';
import type { MainPort } from './main-port.ts';

/** What the host needs from the rest of the worker; it comes to life after the host. */
export interface WorkerParts {
  readonly port: MainPort;
  readonly metrics: MetricDeclaration[];
  control(): GuestControl;
  require: GuestHost['require'];
  finish: GuestHost['finish'];
}

/** The guest's host in a worker thread. */
export function makeWorkerHost({ port, metrics, control, require, finish }: WorkerParts): GuestHost {
  return {
    now: () => performance.timeOrigin + performance.now(),
    ask: (op, json, bodies = []) => port.ask(op, json, bodies),
    askLater: (op, json, bodies, done) => port.askLater(op, json, bodies, done),
    shared: (name) => {
      const answer = port.ask('shared', JSON.stringify(name), []);
      if (!answer.ok || answer.bodies.length < 2) return null;
      const [texts, offsets] = answer.bodies as SharedArrayBuffer[];
      return texts === undefined || offsets === undefined ? null : sharedTexts(texts, offsets);
    },
    sleep: (milliseconds) => port.sleep(milliseconds),
    emit: (...sample) => port.emit(...sample),
    log: (level, line) => port.post({ type: 'log', level, line }),
    markFailed: (message) => port.post({ type: 'testFailed', message }),
    dropJar: (id) => port.post({ type: 'dropJar', id }),
    declareMetric: (name, type, contains) => {
      metrics.push({ name, type, contains });
    },
    ...makeTimers(control, port),
    afterPromiseJobs: (done) => {
      setImmediate(done);
    },
    finish,
    require,
    ...hostBytes,
  };
}

function makeTimers(
  control: () => GuestControl,
  port: MainPort,
): Pick<GuestHost, 'startTimer' | 'stopTimer'> {
  const timers = new Map<number, NodeJS.Timeout>();
  return {
    startTimer(id, milliseconds, repeats) {
      port.flushIfDue();
      const start = repeats ? setInterval : setTimeout;
      timers.set(
        id,
        start(() => {
          if (!repeats) timers.delete(id);
          control().fireTimer(id);
        }, milliseconds),
      );
    },
    stopTimer(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
  };
}
