import type { LoadPlan } from '../../src/model/load-plan.ts';
import { makeScriptedEngine, type ScriptedRun } from '../support/scripted-engine.ts';
import { describeLoadEngine, type LoadKind } from './load-engine.contract.ts';

const DEFINITIONS = ['http_reqs', 'http_req_duration'].map((metric) =>
  JSON.stringify({ type: 'Metric', data: { name: metric, type: 'trend' }, metric }),
);
const REQUEST = ['http_reqs', 'http_req_duration'].map((metric) =>
  JSON.stringify({ metric, type: 'Point', data: { time: '2026-01-01T00:00:00Z', value: 1, tags: {} } }),
);
const CHUNKS = [DEFINITIONS, ...Array.from({ length: 10 }, () => REQUEST)].map(
  (lines) => `${lines.join('\n')}\n`,
);

const RUNS: Readonly<Record<LoadKind, ScriptedRun>> = {
  short: { chunks: CHUNKS },
  talking: { chunks: CHUNKS, log: ['hello from the script'] },
  crossing: {
    chunks: CHUNKS,
    outcome: {
      end: { kind: 'thresholds-crossed' },
      thresholds: [{ metric: 'http_req_duration', expression: 'p(95)<0.001', ok: false }],
    },
  },
  broken: {
    chunks: [],
    outcome: { end: { kind: 'failed', code: 'SCRIPT_INVALID', message: 'SyntaxError', hint: null } },
  },
  endless: { chunks: CHUNKS, endless: true },
};

const plan = (kind: LoadKind): LoadPlan => ({
  script: kind,
  env: {},
  durationMs: null,
  vus: null,
  tags: {},
  timeoutMs: 20_000,
  seed: 1,
});

describeLoadEngine('scripted', async () => ({
  engine: makeScriptedEngine(({ script }) => RUNS[script as LoadKind]),
  plan: async (kind) => plan(kind),
  close: async () => undefined,
}));
