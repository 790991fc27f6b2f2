import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import { renderMarkdown, renderMarkdownLine } from '../../../src/report/markdown.ts';
import { markdownName, markdownText, mermaidText } from '../../../src/report/markdown-escape.ts';
import { renderText } from '../../../src/report/text.ts';
import { expectHarmless, hostile, hostileReports } from '../../support/hostile-text.ts';
import { aReport } from '../../support/report-builder.ts';
import { xmlProblems } from '../../support/xml-problems.ts';

describe('in Markdown', () => {
  it('no name is a mention, a reference, a link, markup or a new line', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const span = markdownName(name);
        expect(span).toMatch(/^(`[^`|\n]+`|\(no name\))$/);
        expect([...span].length).toBeLessThanOrEqual(50);
        expectHarmless(span);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('no sentence is either, whatever it quotes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = markdownText(text);
        expectHarmless(written);
        expect(written).not.toMatch(/^(#|[-+=]|\d+[.)]|\s)/);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('chart labels cannot leave their quotes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mermaidText(text)).not.toMatch(/["`\n\r;[\]{}<>#&|\\]/);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});

// T-14, T-20
describe('a report full of hostile names', () => {
  it('has the structure of any report in Markdown, and nothing else', () => {
    fc.assert(
      fc.property(hostileReports, (report) => {
        const lines = renderMarkdown(report, { chartsBeside: true }).split('\n');
        const prose = lines.filter((line) => !isStructure(line));
        for (const line of prose) expectHarmless(withoutFrame(line));
        expect(lines.filter((line) => line.startsWith('```'))).toHaveLength(
          lines.includes('```mermaid') ? 2 : 0,
        );
        expectHarmless(renderMarkdownLine(report).trimEnd());
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is well-formed JUnit XML', () => {
    fc.assert(
      fc.property(hostileReports, (report) => {
        expect(xmlProblems(renderJunit(report))).toEqual([]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('cannot steer a terminal, and fits into 80 columns', () => {
    fc.assert(
      fc.property(hostileReports, (report) => {
        const text = renderText(report, { colour: false });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('keeps to its room in Markdown, and is never cut', () => {
    fc.assert(
      fc.property(hostileReports, fc.integer({ min: 1_000, max: 20_000 }), (report, maxCharacters) => {
        const many = {
          ...report,
          endpoints: Array.from({ length: 300 }, () => report.endpoints[0]).flatMap((e) => e ?? []),
        };
        const text = renderMarkdown(
          { ...many, notices: Array(200).fill({ code: 'n', text: 'x'.repeat(500) }) },
          { maxCharacters },
        );
        expect(text.length).toBeLessThanOrEqual(maxCharacters);
        expect(text.includes('<details>')).toBe(text.includes('</details>'));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

const CHART_LOOK =
  '%%{init: {"xyChart": {"width": 760, "height": 320}, "themeVariables": {"xyChart": {"plotColorPalette": "#2f81f7, #d1242f"}}}}%%';

/** Lines that the renderer itself makes: marker, folds, images, chart. */
function isStructure(line: string): boolean {
  return (
    /^<!-- perf-gate:[\w.-]* -->$/.test(line) ||
    /^(<details><summary>[\w ,]+<\/summary>|<\/details>|\*\*[\w ?]+\*\*|```mermaid|```|\|---[-:|]*\||\| ?---.*\|)$/.test(
      line,
    ) ||
    /^ {2}(title|x-axis|y-axis|line) [^`]*$/.test(line) ||
    line === CHART_LOOK ||
    line === 'xychart-beta' ||
    line === ''
  );
}

/** A line without the marks that the renderer put around its texts. */
function withoutFrame(line: string): string {
  if (line.startsWith('| '))
    return line
      .replace(/^\| | \|$/g, '')
      .replaceAll(' | ', ' ')
      .replaceAll('**', '');
  return line.replace(/^(### |- )/, '');
}

it('a quiet line says what a reader needs', () => {
  expect(renderMarkdownLine(aReport())).toBe('✅ Passed: p95 180 ms, \u22121 % (±8 %) against `a1b2c3d`\n');
});
