import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { RULES } from '../../../src/manifests/rules/rules.ts';

const WORKER = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: worker
spec:
  scaleTargetRef:
    name: worker
  maxReplicas: 20
  pollingInterval: 60
  triggers:
    - type: beanstalkd
      metadata: {server: "beanstalkd:11300", tube: jobs, value: "5"}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-manifests-'));
  await mkdir(path.join(cwd, 'bad'));
  await mkdir(path.join(cwd, 'slow'));
  await mkdir(path.join(cwd, 'empty'));
  await mkdir(path.join(cwd, 'bad', 'node_modules'));
  await writeFile(path.join(cwd, 'bad', 'node_modules', 'theirs.yaml'), 'a: [');
  await writeFile(path.join(cwd, 'bad', 'worker.yaml'), `\uFEFF${WORKER}`);
  await writeFile(path.join(cwd, 'bad', 'notes.txt'), 'a: [');
  await writeFile(path.join(cwd, 'slow', 'worker.yml'), WORKER.replace('maxReplicas', 'maxReplicaCount'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function run(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  let [stdout, stderr] = ['', ''];
  const context = {
    variables,
    cwd,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    signal: new AbortController().signal,
  };
  const code = await main(['manifests', ...argv], context);
  return { code, stdout, stderr };
}

describe('perf-gate manifests check', () => {
  it('tells the place, the rule and the fix of each finding', async () => {
    const { code, stdout, stderr } = await run(['check', 'bad']);
    expect(stdout).toBe(`bad/worker.yaml:8:3: error: there is no field "maxReplicas" in spec [unknown-field]
    Did you mean maxReplicaCount?
bad/worker.yaml:9:3: warning: work waits up to 60 s for the first replica [slow-polling]
    Write 30 or less; 5 to 15 where somebody waits.
1 error, 1 warning in 1 document of 1 file
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('passes with warnings, unless asked to fail on them', async () => {
    expect((await run(['check', 'slow'])).code).toBe(0);
    expect((await run(['check', 'slow', '--fail-on', 'warning'])).code).toBe(1);
    expect((await run(['check', 'bad', '--fail-on', 'never'])).code).toBe(0);
  });

  it('gives JSON', async () => {
    const { code, stdout } = await run(['check', 'bad', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      errors: 1,
      warnings: 1,
      files: 1,
      documents: 1,
      findings: [
        { rule: 'unknown-field', severity: 'error', file: 'bad/worker.yaml', line: 8, column: 3 },
        { rule: 'slow-polling', severity: 'warning', line: 9 },
      ],
      suppressed: [],
      unchecked: {},
      foreign: 0,
    });
  });

  it('writes SARIF', async () => {
    const { code } = await run(['check', 'bad', 'slow', '--sarif', 'out/findings.sarif']);
    expect(code).toBe(1);
    const log = JSON.parse(await readFile(path.join(cwd, 'out/findings.sarif'), 'utf8'));
    expect(log.version).toBe('2.1.0');
    const [{ tool, results }] = log.runs;
    expect(tool.driver.rules).toHaveLength(RULES.length);
    expect(results[0]).toEqual({
      ruleId: 'unknown-field',
      ruleIndex: RULES.findIndex(({ id }) => id === 'unknown-field'),
      level: 'error',
      message: { text: 'there is no field "maxReplicas" in spec. Did you mean maxReplicaCount?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'bad/worker.yaml' },
            region: { startLine: 8, startColumn: 3 },
          },
        },
      ],
    });
  });

  it('annotates in GitHub Actions, and where asked to', async () => {
    const annotation =
      '::error file=bad/worker.yaml,line=8,col=3,title=unknown-field::there is no field "maxReplicas" in spec. Did you mean maxReplicaCount?\n';
    expect((await run(['check', 'bad', '--github'])).stdout).toContain(annotation);
    expect((await run(['check', 'bad'], { GITHUB_ACTIONS: 'true' })).stdout).toContain(annotation);
    const json = await run(['check', 'bad', '--json', '--github']);
    expect(JSON.parse(json.stdout).errors).toBe(1);
    expect(json.stderr).toContain(annotation);
  });

  it.each([
    [['check', 'missing'], 'reading manifests from missing: there is no such file or folder'],
    [['check', 'empty'], 'reading manifests from empty: no file below it ends in .yaml or .yml'],
    [['chek', 'bad'], 'unknown action "chek", expected check'],
    [['check'], 'check and a folder'],
    [['check', 'bad', '--fail-on', 'everything'], 'one of error, warning, never'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
