import { describe, expect, it } from 'vitest';
import { makeAnnotationsSink } from '../../../../src/adapters/actions-runner/annotations-sink.ts';
import { makeWorkflowCommands } from '../../../../src/adapters/actions-runner/workflow-commands.ts';
import type { Report } from '../../../../src/model/report.ts';
import { REPORT_EXAMPLES } from '../../../support/report-examples.ts';
import { aRun } from '../../../support/run-builder.ts';

const RED = new Set(['regressed', 'slo-breached', 'invalid']);

async function annotate(report: Report): Promise<string[]> {
  const lines: string[] = [];
  const commands = makeWorkflowCommands({ write: (text) => lines.push(text) });
  const sink = makeAnnotationsSink({ isRed: ({ verdict }) => RED.has(verdict.kind), commands });
  expect((await sink.deliver(report, [aRun()])).kind).toBe('delivered');
  return lines;
}

describe('annotations', () => {
  it('of a regression are errors that say how much and what to do', async () => {
    expect((await annotate(REPORT_EXAMPLES.regressed))[0]).toBe(
      '::error title=perf-gate%3A Regressed%2C p95 +23 %25%2C 182 → 224 ms::p95 rose 23 %25 (95 %25 interval +15 to +31 %25), over the 20 %25 limit; two looks agree. The smallest change this could see is 11 %25. Not intended: look at POST /checkout first; it moved most (+30 %25).\n',
    );
  });

  it('of a pass are none', async () => {
    expect(await annotate(REPORT_EXAMPLES.passed)).toEqual([]);
  });

  it.each([
    ['inconclusive', 'warning'],
    ['not-comparable', 'warning'],
    ['warned', 'warning'],
    ['no-baseline', 'notice'],
    ['invalid', 'error'],
  ] as const)('of %s are a %s', async (kind, level) => {
    expect((await annotate(REPORT_EXAMPLES[kind]))[0]).toMatch(new RegExp(`^::${level} title=`));
  });

  it('are ten at most, and the rest is counted', async () => {
    const notices = Array.from({ length: 30 }, (_, index) => ({ code: 'n', text: `notice ${index}` }));
    const lines = await annotate({ ...REPORT_EXAMPLES.regressed, notices });
    expect(lines).toHaveLength(10);
    expect(lines[9]).toContain('22 more are in the report.');
  });

  it('cannot be another command, whatever a name holds', async () => {
    const text = 'x\n::set-output name=a::b\r::stop-commands::c';
    const lines = await annotate({
      ...REPORT_EXAMPLES.regressed,
      headline: text,
      notices: [{ code: 'n', text }],
    });
    for (const line of lines) expect(line.trim().split('\n')).toHaveLength(1);
  });
});
