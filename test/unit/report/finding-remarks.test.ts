import { expect, it } from 'vitest';
import type { FindingComparison } from '../../../src/model/finding.ts';
import { renderFindingMarkdown } from '../../../src/report/finding-markdown.ts';
import { findingRemarks } from '../../../src/report/finding-remarks.ts';
import { renderFindingText } from '../../../src/report/finding-text.ts';
import { aFindingReport, aSpikeFinding } from '../../support/finding-builder.ts';

function compared(name: string, outcome: FindingComparison['outcome'] = 'passed'): FindingComparison {
  return {
    what: name,
    ...{ now: 2, before: 1, change: 1, interval: null, tests: 5, commit: null, at: '2026-01-05T12:00:00Z' },
    ...{ worse: 'x', outcome, sentence: `How ${name} compares.` },
  };
}

const WORSE = compared('recovery', 'regressed');
const REPORT = aFindingReport(aSpikeFinding(), {
  verdict: { kind: 'regressed', reasons: [{ code: 'recovery-longer', text: WORSE.sentence }] },
  comparisons: [WORSE, compared('peak')],
  promotion: { kind: 'withheld', reason: 'a regressed run becomes the baseline only when it is accepted' },
});

it('what was found, what decided, how all of it compares and that it is not kept, each once', () => {
  expect(findingRemarks(REPORT)).toEqual([
    'What the spike test found.',
    'How recovery compares.',
    'How peak compares.',
    'Later tests are not held against this one: a regressed run becomes the baseline only when it is accepted.',
  ]);
});

it('who accepted it stands instead of that', () => {
  const acceptance = { by: 'ada', at: '2026-01-05T12:00:00Z', why: 'meant', commit: null };
  const promotion = { kind: 'promoted', reason: 'accepted by ada: meant' } as const;
  const remarks = findingRemarks({ ...REPORT, acceptance, promotion });
  expect(remarks.at(-1)).toBe('Accepted by ada: meant. The baseline starts anew from this level.');
  expect(remarks).toHaveLength(4);
});

it('Markdown and text hold all of them', () => {
  for (const remark of findingRemarks(REPORT)) {
    expect(renderFindingMarkdown(REPORT)).toContain(remark);
    expect(renderFindingText(REPORT).replaceAll('\n', ' ')).toContain(remark);
  }
});
