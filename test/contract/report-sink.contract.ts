import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import type { VerdictKind } from '../../src/model/verdict.ts';
import { VERDICT_KINDS } from '../../src/model/verdict.ts';
import type { ReportSink } from '../../src/ports/report-sink.ts';
import { REPORT_EXAMPLES } from '../support/report-examples.ts';
import { aRun } from '../support/run-builder.ts';

/** A sink in a world where it works, and one in a world where it cannot. */
export interface ReportSinkCase {
  readonly name: string;
  makeWorking(): Promise<ReportSink>;
  makeBroken(): Promise<ReportSink>;
}

const RUNS: readonly [Run, ...Run[]] = [aRun()];

/** What every sink of reports promises: it answers, never throws, and leaves the report as it was. */
export function describeReportSink({ name, makeWorking, makeBroken }: ReportSinkCase): void {
  describe(`the ${name} sink`, () => {
    it('says what failed, why, and what to do', async () => {
      const delivery = await (await makeBroken()).deliver(REPORT_EXAMPLES.passed, RUNS);
      expect(delivery.kind).toBe('failed');
      if (delivery.kind !== 'failed') return;
      for (const words of [delivery.what, delivery.cause, delivery.hint]) expect(words).toMatch(/\w+ \w+/);
    });

    it.each(VERDICT_KINDS)('delivers a %s report', async (kind: VerdictKind) => {
      const report = REPORT_EXAMPLES[kind];
      const before = JSON.stringify(report);
      const delivery = await (await makeWorking()).deliver(report, RUNS);
      expect(delivery.kind).toBe('delivered');
      expect(JSON.stringify(report)).toBe(before);
    });

    it('can deliver again, and names artifacts relative to the report', async () => {
      const sink = await makeWorking();
      await sink.deliver(REPORT_EXAMPLES.regressed, RUNS);
      const delivery = await sink.deliver(REPORT_EXAMPLES.passed, RUNS);
      expect(delivery.kind).toBe('delivered');
      if (delivery.kind !== 'delivered') return;
      for (const file of Object.values(delivery.artifacts)) expect(path.isAbsolute(file)).toBe(false);
    });
  });
}
