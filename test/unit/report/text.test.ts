import { expect, it } from 'vitest';
import { renderText } from '../../../src/report/text.ts';
import { anEndpoint, aReport } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

it('has ANSI sequences only where they are asked for', () => {
  expect(renderText(REPORT_EXAMPLES.regressed, { colour: false })).not.toContain('\u001b');
  expect(renderText(REPORT_EXAMPLES.regressed, { colour: true })).toContain(
    '\u001b[1;31m✗ Regressed: p95 +23 %, 182 → 224 ms\u001b[0m',
  );
});

it('says each thing once', () => {
  const text = renderText(REPORT_EXAMPLES.invalid, { colour: false });
  expect(text.match(/did not answer/g)).toHaveLength(1);
});

it('shows of many endpoints those that moved most, long names shortened in the middle', () => {
  const endpoints = [
    anEndpoint(`GET /${'a'.repeat(100)}/orders`, 1, 100, 150),
    ...Array.from({ length: 20 }, (_, index) => anEndpoint(`GET /${index}`, 1, 100, 101)),
  ];
  const text = renderText(aReport({ endpoints }), { colour: false });
  expect(text).toMatch(/GET \/a+…a+\/orders +100 ms +150 ms +\+50 %/);
  expect(text.match(/GET \//g)).toHaveLength(6);
});

it('says of a paired job what it was held against', () => {
  const job = REPORT_EXAMPLES.regressed;
  const round = {
    ...aReport().rounds[0],
    round: 1,
    p95: 180,
    requests: 6_000,
    end: { kind: 'finished' as const },
  };
  const rounds = (['base', 'head'] as const).map((side) => ({ ...round, side, invalidBecause: ['x'] }));
  const text = renderText({ ...job, rounds }, { colour: false });
  expect(text).toMatch(/\n +base +this job +change/);
  expect(text).toContain('Held against the base, which was loaded beside the head at the same time.');
  expect(text).toContain('Round 1, head: no measurement: x');
  expect(text).not.toContain('Baseline:');
});

it('tells what came of rounds, environment and data beside the verdict', () => {
  const text = renderText(
    aReport({
      notices: [{ code: 'cut-line', text: 'the last line was cut' }],
      rounds: [
        {
          round: 1,
          side: null,
          p95: null,
          requests: 3,
          end: { kind: 'finished' },
          invalidBecause: ['too few requests'],
        },
      ],
      environment: {
        ...aReport().environment,
        comparability: { comparable: true, differences: ['CPU: A → B'] },
      },
    }),
    { colour: false },
  );
  expect(text).toContain('Round 1: no measurement: too few requests');
  expect(text).toContain('Differs from the baseline: CPU: A → B.');
  expect(text).toContain('the last line was cut');
});

it('says who accepted a regression, and what follows', () => {
  const acceptance = {
    by: '@ada',
    at: '2026-11-14T09:00:00.000Z',
    why: 'ranks by relevance',
    commit: 'c0ffee',
  };
  const accepted = { ...REPORT_EXAMPLES.regressed, acceptance };
  const text = renderText(accepted, { colour: false });
  expect(text).toContain('Regressed');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Accepted by @ada: ranks by relevance. It does not fail the job; the baseline follows once',
  );
  const promoted = { ...accepted, promotion: { kind: 'promoted' as const, reason: 'x' } };
  expect(renderText(promoted, { colour: false })).toContain('The baseline starts anew from this level.');
  expect(renderText(REPORT_EXAMPLES.regressed, { colour: false })).not.toContain('Accepted by');
});
