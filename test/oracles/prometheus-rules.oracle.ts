import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasPrometheus } from '../support/prometheus-server.ts';

const FOLDER = fileURLToPath(new URL('../../manifests/prometheus', import.meta.url));
const RULES = 'load-test-rules.yaml';
const TESTS = 'load-test-rules.test.yaml';

function promtool(cwd: string, ...args: readonly string[]): string {
  return execFileSync('promtool', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe.skipIf(!hasPrometheus())('the rules over results', () => {
  it('are sound, and alert when they should', () => {
    expect(promtool(FOLDER, 'check', 'rules', RULES)).toContain('SUCCESS: 6 rules found');
    expect(promtool(FOLDER, 'test', 'rules', TESTS)).toContain('SUCCESS');
  });

  it.each([
    ['== 8', '== 6'],
    ['0.8 *', '0.95 *'],
    ['[8d]))\n', '[12d]))\n'],
    ['resource!="latency"', 'resource!=""'],
  ])('fail their tests when %s becomes %s', (from, to) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'perf-gate-rules-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const rules = readFileSync(path.join(FOLDER, RULES), 'utf8');
    expect(rules).toContain(from);
    writeFileSync(path.join(folder, RULES), rules.replaceAll(from, to));
    writeFileSync(path.join(folder, TESTS), readFileSync(path.join(FOLDER, TESTS)));
    expect(() => promtool(folder, 'test', 'rules', TESTS)).toThrow();
  });
});
