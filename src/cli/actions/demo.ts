import path from 'node:path';
import { packageRoot, SHIPPED_SCRIPT } from '../../adapters/node/package-root.ts';
import { readScript } from '../../adapters/node/script-source.ts';
import { startShop } from '../../adapters/node/shop-process.ts';
import { type DemoGate, FULL_DEMO, QUICK_DEMO, runDemo } from '../../app/run-demo.ts';
import { runGate } from '../../app/run-gate.ts';
import { gateRequest } from '../../config/gate-request.ts';
import { resolveSettings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { GateError } from '../../model/gate-error.ts';
import { renderJson } from '../../report/json.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { DEMO_SETTINGS } from '../command-settings.ts';
import { composeEnvironment } from '../compose.ts';
import { composeGate, quietProgress } from '../compose-gate.ts';
import { reportText } from '../print-report.ts';
import { readSettings } from '../read-settings.ts';

export async function demo(args: CliArguments, context: CliContext): Promise<number> {
  const settings = await readSettings(DEMO_SETTINGS, { ...RUN_SETTINGS, ...DEMO_SETTINGS }, args, context);
  const plan = settings.quick ? QUICK_DEMO : FULL_DEMO;
  const root = packageRoot();
  const gate = demoGate(path.join(root, SHIPPED_SCRIPT), settings, context);
  const outcome = await runDemo(plan, {
    startService: (slowdown) => startShop(root, slowdown, settings.seed),
    gate,
    say: (line) => void context.stderr.write(`${line}\n`),
  });
  const { regressed, asExpected } = outcome;
  context.stdout.write(args.json ? renderJson(regressed) : reportText(regressed, context));
  if (!args.json) context.stdout.write(summary(settings.out, asExpected));
  return asExpected ? EXIT_CODES.ok : EXIT_CODES.failed;
}

type DemoSettings = Awaited<ReturnType<typeof readSettings<typeof DEMO_SETTINGS>>>;

/** Gates of one demo share a fresh store, so that an earlier demo is no part of the baseline. */
function demoGate(scriptPath: string, settings: DemoSettings, context: CliContext) {
  const environment = composeEnvironment(context);
  const store = path.join(settings.out, 'baselines', environment.newId());
  let { engine } = settings;
  return async (spec: DemoGate) => {
    const recording = spec.folder === null ? { 'max-rounds': 1, 'update-baseline': 'always' } : {};
    const flags = {
      ...recording,
      env: { BASE_URL: spec.url, RATE: String(spec.rate) },
      store,
      key: 'shop',
    };
    const layer = { values: flags, describe: (name: string) => name };
    const defaults = resolveSettings(RUN_SETTINGS, [layer]);
    const out = spec.folder === null ? null : path.join(settings.out, spec.folder);
    const { k6Path, backend, seed } = settings;
    const { durationMs: duration, warmUpMs: warmUp } = spec;
    const request = gateRequest(SHIPPED_SCRIPT, { ...defaults, engine, k6Path, seed, duration, warmUp });
    const deps = {
      ...composeGate(
        { k6Path, backend, store: request.store, out, prometheus: null, liveMetrics: false },
        context,
      ),
      progress: quietProgress(context),
    };
    const script = await readScript(scriptPath, context.cwd);
    const { report } = await runGate(request, script, {
      ...deps,
      environment: { ...environment, source: demoSource },
    });
    if (context.signal.aborted) throw interrupted();
    // The first gate has looked for k6, and said so where there is none.
    engine = report.environment.engine?.name ?? engine;
    return report;
  };
}

function interrupted(): GateError {
  return new GateError('INTERRUPTED', 'the demo was interrupted', { fault: 'environment' });
}

/** The sample shop is no commit of the repository that the demo happens to run in. */
async function demoSource() {
  return {
    commit: null,
    parentCommit: null,
    branch: null,
    defaultBranch: null,
    pullRequest: null,
    runUrl: null,
    job: null,
    actor: null,
  };
}

function summary(out: string, asExpected: boolean): string {
  const files = (folder: string) =>
    ['trend.png', 'latency.png', 'report.md'].map((file) => `  ${path.join(out, folder, file)}`);
  return [
    '',
    'Charts and reports of the unchanged code:',
    ...files('unchanged'),
    'Charts and reports of the slowed code:',
    ...files('regressed'),
    '',
    asExpected
      ? 'The gate let unchanged code pass and caught the slowed code.'
      : 'These are not the verdicts that the demo expects: this machine was too busy for runs this short. Try without --quick.',
    '',
  ].join('\n');
}
