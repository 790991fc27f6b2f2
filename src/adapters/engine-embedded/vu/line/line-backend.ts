import { GateError } from '../../../../model/gate-error.ts';
import { ScriptSources } from '../../loader/script-sources.ts';
import { SharedArrays } from '../../loader/shared-arrays.ts';
import type { HttpSettings, ScriptDescription, Vu, VuBackend, VuHost } from '../vu-backend.ts';
import type { GuestLine, OpenLine } from './guest-line.ts';
import { LineVu } from './line-vu.ts';
import type { FromGuest } from './messages.ts';
import { StartLimit } from './start-limit.ts';
import { type LineSettings, startLine } from './start-line.ts';

export interface LineBackendOptions extends LineSettings {
  readonly name: VuBackend['name'];
  /** VUs whose init code runs at the same time; more only compete for the cores. */
  readonly startsAtOnce: number;
  /** Ends what the VUs ran on. */
  readonly close: () => Promise<void>;
}

interface LoadedScript {
  readonly sources: ScriptSources;
  readonly shared: SharedArrays;
  readonly env: string;
}

type LogLine = Extract<FromGuest, { type: 'log' }>;

/** A backend whose guests run elsewhere and talk over lines; HTTP, clock and metrics are here. */
export function makeLineBackend(options: LineBackendOptions): VuBackend {
  const starts = new StartLimit(options.startsAtOnce);
  const vus = new Set<Vu>();
  const lines = new OpenLines(options.open);
  const settings: LineSettings = { open: lines.open, initTimeoutMs: options.initTimeoutMs };
  const earlyLog: LogLine[] = [];
  let script: LoadedScript | null = null;
  let test: { http: HttpSettings; options: string; host: VuHost } | null = null;
  return {
    name: options.name,
    async load(file, env) {
      const loaded: LoadedScript = {
        sources: new ScriptSources(file),
        shared: new SharedArrays(),
        env: JSON.stringify(env),
      };
      const description = await describeScript(settings, loaded, (line) => earlyLog.push(line));
      script = loaded;
      return description;
    },
    start(http, testOptions, host) {
      test = { http, options: JSON.stringify(testOptions ?? {}), host };
      for (const { level, line } of earlyLog.splice(0)) host.log(level, line);
    },
    async createVu(id, givenUp) {
      if (script === null || test === null) throw outOfOrder();
      const { sources, shared, env } = script;
      const { http, options: testOptions, host } = test;
      const own = givenUp === undefined ? settings : { ...settings, givenUp };
      const start = {
        vu: id,
        entry: sources.entry,
        env,
        options: testOptions,
        throwsByDefault: http.throw,
      };
      const vu = new LineVu(id, http, host, (session, onMessage) =>
        starts.run(() => startLine(own, start, { sources, shared, session, host }, onMessage)),
      );
      vus.add(vu);
      await vu.start();
      return vu;
    },
    async dispose() {
      await Promise.all([...vus].map((vu) => vu.dispose()));
      vus.clear();
      await lines.close();
      await options.close();
    },
  };
}

/** Every line that was opened, also those whose VU is not there yet: none of them may outlive the backend. */
class OpenLines {
  private readonly lines = new Set<GuestLine>();
  private readonly openLine: OpenLine;
  private isClosed = false;

  constructor(openLine: OpenLine) {
    this.openLine = openLine;
  }

  readonly open: OpenLine = (start, onMessage, onGone) => {
    if (this.isClosed) throw new Error('the test has ended');
    const line = this.openLine(start, onMessage, (reason) => {
      this.lines.delete(line);
      onGone(reason);
    });
    this.lines.add(line);
    return line;
  };

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.lines].map((line) => line.terminate()));
  }
}

async function describeScript(
  settings: LineSettings,
  { sources, shared, env }: LoadedScript,
  onLog: (line: LogLine) => void,
): Promise<ScriptDescription> {
  const start = { vu: 0, entry: sources.entry, env, options: null, throwsByDefault: false };
  const desk = { sources, shared, session: null, host: null };
  const running = await startLine(settings, start, desk, (message) => {
    if (message.type === 'log') onLog(message);
  });
  await running.line.terminate();
  sources.close();
  const { options, exportedFunctions } = JSON.parse(running.describe) as Pick<
    ScriptDescription,
    'options' | 'exportedFunctions'
  >;
  return { options, exportedFunctions, metrics: running.metrics, files: sources.loaded };
}

function outOfOrder(): GateError {
  return new GateError('INTERNAL', 'creating a VU: load() and start() come first', { fault: 'internal' });
}
