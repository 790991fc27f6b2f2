import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderMarkdown, renderMarkdownLine } from '../../../src/report/markdown.ts';
import { aReport, aTrend } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

const SYMBOL = /✅|❌|❓|⛔|🆕|⚠️/u;
const SYMBOL_WITH_WORD = /(?:✅|❌|❓|⛔|🆕|⚠️) [A-Za-z]/u;
const REGRESSED = REPORT_EXAMPLES.regressed;

it.each([200_000, 4_000, 1_500, 900])(
  'with room for %d characters it is whole, only shorter',
  (maxCharacters) => {
    const endpoints = Array.from({ length: 200 }, (_, index) => ({
      endpoint: `GET /products/${'x'.repeat(index)}`,
      requests: 100,
      baselineP95: 100,
      candidateP95: 101 + index,
      change: 0.01 + index / 100,
      gated: false,
    }));
    const notices = Array.from({ length: 300 }, (_, index) => ({
      code: 'n',
      text: `notice ${index} ${'y'.repeat(100)}`,
    }));
    const text = renderMarkdown({ ...REGRESSED, endpoints, notices }, { maxCharacters });
    expect(text.length).toBeLessThanOrEqual(maxCharacters);
    expect(text).toContain('### ❌ Regressed: p95 +23 %, 182 → 224 ms');
    expect(text.includes('<details>')).toBe(text.includes('</details>'));
  },
);

it('says the verdict even where there is no room at all', () => {
  expect(renderMarkdown(REGRESSED, { maxCharacters: 1 })).toBe(
    '<!-- perf-gate:checkout-api -->\n### ❌ Regressed: p95 +23 %, 182 → 224 ms\n',
  );
});

describe.each(VERDICT_KINDS)('a %s report', (kind) => {
  it('has the word beside every symbol', () => {
    for (const line of renderMarkdown(REPORT_EXAMPLES[kind]).split('\n'))
      if (SYMBOL.test(line)) expect(line).toMatch(SYMBOL_WITH_WORD);
  });

  it('has a table of at most four columns', () => {
    const rows = renderMarkdown(REPORT_EXAMPLES[kind])
      .split('\n')
      .filter((line) => line.startsWith('|'));
    for (const row of rows) expect(row.split('|').length - 2).toBeLessThanOrEqual(4);
  });

  it('has columns so narrow that a phone shows the change', () => {
    const rows = renderMarkdown(REPORT_EXAMPLES[kind])
      .split('\n')
      .filter((line) => line.startsWith('|'));
    for (const [, ...figures] of rows.map((row) => row.slice(2, -2).split(' | ')))
      for (const word of figures.join(' ').replaceAll('*', '').split(' '))
        expect(word.length).toBeLessThanOrEqual(8);
  });

  it('has a table that a phone shows whole: its longest words fit beside each other', () => {
    const rows = tableOf(renderMarkdown(REPORT_EXAMPLES[kind]));
    const columns = (rows[0] ?? []).map((_, at) =>
      Math.max(...rows.map((row) => longestWord(row[at] ?? ''))),
    );
    // 324 px are left of 390: of each column 26 go to its borders, and 8 to a letter.
    expect(columns.reduce((sum, letters) => sum + letters, 0)).toBeLessThanOrEqual(26);
  });
});

/** Cells, without the line of dashes below the heading. */
function tableOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| ---'));
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

function longestWord(cell: string): number {
  return Math.max(
    ...cell
      .replaceAll(/[*`]/g, '')
      .split(' ')
      .map(({ length }) => length),
  );
}

it('shows no number of an invalid run that looks like a result', () => {
  const text = renderMarkdown({ ...REPORT_EXAMPLES.invalid, candidate: { ...aReport().candidate } });
  expect(text.split('<details>')[0]).not.toMatch(/\d ms|\+\d/);
});

it('draws a trend only where there is one, with labels that differ', () => {
  expect(renderMarkdown(REPORT_EXAMPLES['no-baseline'])).not.toContain('mermaid');
  const sameMinute = aTrend(200, 'passed', 182).map((point) => ({
    ...point,
    at: '2026-11-12T09:30:00.000Z',
  }));
  expect(renderMarkdown(aReport({ trend: sameMinute }))).toContain(
    'x-axis ["09:30", "09:30 (2)", "09:30 (3)", "09:30 (4)", "09:30 (5)", "this"]',
  );
});

it('leaves withheld jobs out of the drawn trend', () => {
  const trend = aTrend(200, 'passed', 182).map((point, index) =>
    index === 2 ? { ...point, status: 'withheld' as const } : point,
  );
  expect(renderMarkdown(aReport({ trend }))).toContain('line [180, 184, 186, 182, 200]');
});

it('shows the charts that lie beside it, and no other file', () => {
  const show = (artifacts: Record<string, string>) =>
    renderMarkdown(aReport({ artifacts }), { chartsBeside: true });
  expect(show({ trend: 'trend.png' })).toContain('![trend chart](trend.png)');
  expect(show({ trend: 'https://evil.example/x.png' })).not.toContain('![');
  expect(renderMarkdown(aReport({ artifacts: { trend: 'trend.png' } }))).not.toContain('![');
});

it('is one line for a quiet result, also without a baseline', () => {
  expect(renderMarkdownLine(REPORT_EXAMPLES['no-baseline'])).toBe('🆕 No baseline: p95 180 ms\n');
  const saturated = { ...REPORT_EXAMPLES.invalid, candidate: { ...aReport().candidate } };
  expect(renderMarkdownLine(saturated)).toMatch(/^⛔ Invalid: No verdict: the target did not answer/);
  expect(renderMarkdownLine(saturated)).not.toContain('180 ms');
});
