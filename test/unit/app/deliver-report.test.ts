import { expect, it } from 'vitest';
import { deliverReport } from '../../../src/app/deliver-report.ts';
import type { ReportSink } from '../../../src/ports/report-sink.ts';
import { aReport } from '../../support/report-builder.ts';
import { aRun } from '../../support/run-builder.ts';

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

it('a sink that throws is a warning, and the others are served', async () => {
  const warnings: string[] = [];
  const sinks: readonly ReportSink[] = [
    {
      name: 'broken',
      deliver: async () => {
        throw new Error('no such luck');
      },
    },
    {
      name: 'files',
      deliver: async () => ({
        kind: 'delivered',
        what: 'x',
        artifacts: { report: 'report.json' },
        notices: [],
      }),
    },
  ];
  const logger = { ...silent, warn: (message: string) => void warnings.push(message) };
  const told = await deliverReport(aReport(), [aRun()], sinks, logger);
  expect(told.artifacts.report).toBe('report.json');
  expect(warnings).toEqual([
    expect.stringMatching(/not delivered \(broken\): no such luck\. .*verdict stands/),
  ]);
});
