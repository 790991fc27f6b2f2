import path from 'node:path';
import { packageRoot } from '../../adapters/node/package-root.ts';
import { readScript } from '../../adapters/node/script-source.ts';
import { startShop } from '../../adapters/node/shop-process.ts';
import { type DemoGate, FULL_DEMO, QUICK_DEMO, runDemo } from '../../app/run-demo.ts';
import { runGate } from '../../app/run-gate.ts';
import { gateRequest } from '../../config/gate-request.ts';
import { resolveSettings } from '../../config/resolve-settings.ts';
import { LOAD_SETTINGS, RUN_SETTINGS } from '../../config/run-settings.ts';
import { switchSetting, textSetting } from '../../config/setting-kinds.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { renderJson } from '../../report/json.ts';
import type { CliContext, Command } from '../command.ts';
import { composeEnvironment, composeGate } from '../compose.ts';
import { readSettings } from '../read-settings.ts';

const DEMO_SETTINGS = {
  quick: switchSetting({ name: 'quick', help: 'Shorter runs: under 100 s instead of about 4 minutes' }),
  engine: LOAD_SETTINGS.engine,
  k6Path: LOAD_SETTINGS.k6Path,
  seed: LOAD_SETTINGS.seed,
  out: textSetting(
    { name: 'out', help: 'Directory of the reports, charts and the baseline' },
    'DIR',
    'perf-gate-demo',
  ),
};

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Show a baseline, a pass and a caught regression on a sample shop',
  usage: 'demo [--quick] [options]',
  description:
    'Starts the sample shop on a free port of this machine, records a baseline of five runs, then judges unchanged code (passes) and slowed code (regresses), and says where the reports and charts are. Needs Node alone; k6 is used when it is there.',
  examples: ['perf-gate demo --quick'],
  settings: DEMO_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'no arguments' },
  async run(args, context) {
    const settings = await readSettings(DEMO_SETTINGS, { ...RUN_SETTINGS, ...DEMO_SETTINGS }, args, context);
    const plan = settings.quick ? QUICK_DEMO : FULL_DEMO;
    const root = packageRoot();
    const gate = demoGate(path.join(root, 'k6', 'baseline.js'), settings, context);
    const outcome = await runDemo(plan, {
      startService: (slowdown) => startShop(root, slowdown, settings.seed),
      gate,
      say: (line) => void context.stderr.write(`${line}\n`),
    });
    const { unchanged, regressed, asExpected } = outcome;
    if (args.json) context.stdout.write(renderJson(regressed));
    else
      context.stdout.write(summary(settings.out, unchanged.verdict.kind, regressed.verdict.kind, asExpected));
    return asExpected ? EXIT_CODES.ok : EXIT_CODES.failed;
  },
};

type DemoSettings = Awaited<ReturnType<typeof readSettings<typeof DEMO_SETTINGS>>>;

/** Gates of one demo share a fresh key, so that an earlier demo is no part of the baseline. */
function demoGate(scriptPath: string, settings: DemoSettings, context: CliContext) {
  const environment = composeEnvironment(context);
  const key = `demo-${environment.newId()}`;
  return async (spec: DemoGate) => {
    const flags = {
      env: { BASE_URL: spec.url, RATE: String(spec.rate) },
      store: path.join(settings.out, 'baselines'),
      key,
    };
    const layer = { values: flags, describe: (name: string) => name };
    const defaults = resolveSettings(RUN_SETTINGS, [layer]);
    const out = spec.folder === null ? null : path.join(settings.out, spec.folder);
    const { engine, k6Path, seed } = settings;
    const { durationMs: duration, warmUpMs: warmUp } = spec;
    const request = gateRequest(scriptPath, { ...defaults, engine, k6Path, seed, duration, warmUp });
    const deps = composeGate({ k6Path, store: request.store, out }, context);
    const script = await readScript(scriptPath, context.cwd);
    const { report } = await runGate(request, script, {
      ...deps,
      environment: { ...environment, source: demoSource },
    });
    return report;
  };
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

function summary(out: string, unchanged: string, regressed: string, asExpected: boolean): string {
  const files = (folder: string) =>
    ['trend.png', 'latency.png', 'report.md'].map((file) => path.join(out, folder, file));
  return [
    '',
    `Unchanged code: ${unchanged}`,
    ...files('unchanged').map((file) => `  ${file}`),
    `Slowed code: ${regressed}`,
    ...files('regressed').map((file) => `  ${file}`),
    '',
    asExpected
      ? 'The gate let unchanged code pass and caught the slowed code.'
      : 'These are not the verdicts that the demo expects: this machine was too busy for runs this short. Try without --quick.',
    '',
  ].join('\n');
}
